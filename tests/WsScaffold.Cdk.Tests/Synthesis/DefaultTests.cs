using System.Text.Json;
using System.Text.Json.Nodes;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>The resources of an API with default options.</summary>
[NeedsNodeJs]
public sealed class DefaultTests
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    [Fact]
    public void The_resources_match_the_golden_file()
    {
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Synthesis", "Default.golden.json")).ReplaceLineEndings("\n");
        var synthesis = TestStack.Of(TestStack.Props(new()
        {
            Name = "ChatApi",
            RouteSelectionExpression = "$request.body.action",
            Pushes = true,
            HasConnectionTable = true,
            Routes = Definitions.Chat.Routes,
        }));
        var resources = synthesis.Json["Resources"]!.DeepClone().AsObject();
        foreach (var (_, function) in resources.Where(resource => (string?)resource.Value!["Type"] == "AWS::Lambda::Function"))
        {
            function!["Properties"]!["Code"] = "the binary";
        }

        var template = new JsonObject { ["Resources"] = resources, ["Outputs"] = synthesis.Json["Outputs"]!.DeepClone() };

        // On failure, the message is the whole text, to be copied to the golden file.
        var text = template.ToJsonString(_indented).ReplaceLineEndings("\n") + "\n";
        Assert.True(golden == text, text);
    }

    [Fact]
    public void An_API_without_pushes_gets_neither_the_permission_nor_the_callback_URL()
    {
        var synthesis = TestStack.Of(TestStack.Props());

        Assert.DoesNotContain("ManageConnections", synthesis.Json.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(synthesis.The("AWS::Lambda::Function")["Properties"]!["Environment"]);
        Assert.Empty(synthesis.All("AWS::DynamoDB::Table"));
    }

    [Fact]
    public void Each_route_has_its_response_and_an_integration_that_API_Gateway_may_invoke()
    {
        var synthesis = TestStack.Of(TestStack.Props(Definitions.Split));

        foreach (var route in Definitions.Split.Routes)
        {
            var (id, resource) = Assert.Single(
                synthesis.All("AWS::ApiGatewayV2::Route"),
                candidate => (string?)candidate.Value!["Properties"]!["RouteKey"] == route.RouteKey);
            var responses = synthesis.All("AWS::ApiGatewayV2::RouteResponse")
                .Where(response => (string?)response.Value!["Properties"]!["RouteId"]!["Ref"] == id);
            Assert.Equal(route.HasRouteResponse ? 1 : 0, responses.Count());
            Assert.Equal(route.HasRouteResponse ? "$default" : null, (string?)resource!["Properties"]!["RouteResponseSelectionExpression"]);

            var integration = synthesis.Resource((string)resource["Properties"]!["Target"]!["Fn::Join"]![1]![1]!["Ref"]!);
            var function = FunctionOf(integration);
            Assert.Equal(route.Function == "reports", function.Contains("reports", StringComparison.Ordinal));
            var permission = Assert.Single(
                synthesis.All("AWS::Lambda::Permission"),
                candidate => (string?)candidate.Value!["Properties"]!["FunctionName"]!["Fn::GetAtt"]![0] == function);
            Assert.EndsWith("/production/*\"]]}", permission.Value!["Properties"]!["SourceArn"]!.ToJsonString(), StringComparison.Ordinal);
        }

        Assert.Equal(Definitions.Split.Routes.Count, synthesis.All("AWS::ApiGatewayV2::Route").Count());
    }

    private static string FunctionOf(JsonNode integration) => integration["Properties"]!["IntegrationUri"]!["Fn::Join"]![1]!.AsArray()
        .Where(part => part is JsonObject json && json.ContainsKey("Fn::GetAtt"))
        .Select(part => (string)part!["Fn::GetAtt"]![0]!)
        .Single();
}
