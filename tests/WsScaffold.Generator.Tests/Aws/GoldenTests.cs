using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Generator.Tests.Aws;

/// <summary>The generated code for AWS's types. After a change, review it and copy it to the golden files.</summary>
public sealed class GoldenTests
{
    private const string Source = """
        using Amazon.Lambda.APIGatewayEvents;
        using Amazon.Lambda.Core;

        namespace Shop;

        [WebSocketApi]
        public sealed partial class ShopApi
        {
            [WebSocketRoute("order")]
            public static Task<APIGatewayProxyResponse> Order(APIGatewayProxyRequest request, ILambdaContext context) =>
                Task.FromResult(new APIGatewayProxyResponse { StatusCode = 200, Body = request.Body });
        }
        """;

    [Theory]
    [InlineData("Proxy")]
    [InlineData("LambdaContext")]
    [InlineData("Function")]
    [InlineData("ManagementApi")]
    public void The_generated_code_matches_the_golden_file(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Aws", "Golden", $"{file}.golden.txt");
        var golden = File.ReadAllText(path).ReplaceLineEndings("\n");
        var generated = Generation.Sources(Generation.Compile(Source).AddReferences(AwsReferences.All))[$"ShopApi.{file}.g.cs"];

        // On failure, the message is the whole text, to be copied to the golden file.
        Assert.True(golden == generated, generated);
    }
}
