using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Generator.Tests.Aws;

/// <summary>What is generated for AWS's types. To be read, and copied into the files by whoever changed it.</summary>
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
    public void Reads_like_the_golden_file(string file)
    {
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Aws", "Golden", $"{file}.golden.txt")).ReplaceLineEndings("\n");
        var generated = Generation.Sources(Generation.Compile(Source).AddReferences(AwsReferences.All))[$"ShopApi.{file}.g.cs"];

        // Whole, so that it can be copied.
        Assert.True(golden == generated, generated);
    }
}
