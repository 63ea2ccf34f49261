using System.Text.Json;
using System.Text.Json.Nodes;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>What an API is deployed as when nothing is said but its routes and its code.</summary>
public sealed class DefaultTests
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    [Fact]
    public void All_resources_are_those_of_the_golden_file()
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
        var template = new JsonObject { ["Resources"] = synthesis.Json["Resources"]!.DeepClone(), ["Outputs"] = synthesis.Json["Outputs"]!.DeepClone() };
        foreach (var (_, function) in template["Resources"]!.AsObject().Where(resource => (string?)resource.Value!["Type"] == "AWS::Lambda::Function"))
        {
            function!["Properties"]!["Code"] = "the binary";
        }

        // Whole, so that it can be copied.
        var text = template.ToJsonString(_indented).ReplaceLineEndings("\n") + "\n";
        Assert.True(golden == text, text);
    }

    [Fact]
    public void An_API_that_does_not_push_has_no_right_to_and_no_address_for_it()
    {
        var synthesis = TestStack.Of(TestStack.Props());

        Assert.DoesNotContain("ManageConnections", synthesis.Json.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(synthesis.The("AWS::Lambda::Function")["Properties"]!["Environment"]);
        Assert.Empty(synthesis.All("AWS::DynamoDB::Table"));
    }

    [Fact]
    public void The_routes_are_those_of_the_handlers_and_every_one_can_be_invoked()
    {
        var synthesis = TestStack.Of(TestStack.Props(Definitions.Split));

        foreach (var route in Definitions.Split.Routes)
        {
            var (id, resource) = Assert.Single(synthesis.All("AWS::ApiGatewayV2::Route"), candidate => (string?)candidate.Value!["Properties"]!["RouteKey"] == route.RouteKey);
            var responses = synthesis.All("AWS::ApiGatewayV2::RouteResponse").Where(response => (string?)response.Value!["Properties"]!["RouteId"]!["Ref"] == id);
            Assert.Equal(route.HasRouteResponse ? 1 : 0, responses.Count());
            Assert.Equal(route.HasRouteResponse ? "$default" : null, (string?)resource!["Properties"]!["RouteResponseSelectionExpression"]);

            var integration = synthesis.Resource((string)resource["Properties"]!["Target"]!["Fn::Join"]![1]![1]!["Ref"]!);
            var function = FunctionOf(integration);
            Assert.Equal(route.Function == "reports", function.Contains("reports", StringComparison.Ordinal));
            var permission = Assert.Single(synthesis.All("AWS::Lambda::Permission"), candidate => (string?)candidate.Value!["Properties"]!["FunctionName"]!["Fn::GetAtt"]![0] == function);
            Assert.EndsWith("/production/*\"]]}", permission.Value!["Properties"]!["SourceArn"]!.ToJsonString(), StringComparison.Ordinal);
        }

        Assert.Equal(Definitions.Split.Routes.Count, synthesis.All("AWS::ApiGatewayV2::Route").Count());
    }

    private static string FunctionOf(JsonNode integration) => integration["Properties"]!["IntegrationUri"]!["Fn::Join"]![1]!.AsArray()
        .Where(part => part is JsonObject json && json.ContainsKey("Fn::GetAtt"))
        .Select(part => (string)part!["Fn::GetAtt"]![0]!)
        .Single();
}
