using System.Text.Json.Nodes;
using WsScaffold.EndToEnd.Support;

namespace WsScaffold.EndToEnd.Infrastructure;

/// <summary>Two projects of a user's, and what real builds make of edits in one of them.</summary>
[Collection(ShopProjects.Turns)]
public sealed class HandlersToTemplateTests(ShopProjects shop)
{
    private const string Handlers = """
        using WsScaffold;

        namespace Shop;

        [WebSocketApi]
        public sealed partial class ShopApi
        {
            [WebSocketRoute("order", OneWay = true)]
            public static void Order(string body) { }

            [WebSocketRoute("cancel", OneWay = true)]
            public static void Cancel(string body) { }
        }
        """;

    [Fact]
    public async Task An_edit_of_the_handlers_alone_changes_the_next_template()
    {
        Tool.NodeJs.Require();
        await shop.WriteAsync();

        var before = await SynthAsync(Handlers);

        Assert.Equal(
            [$"- {Route("order")}", $"+ {Route("purchase")}"],
            Difference(before, await SynthAsync(Handlers.Replace("\"order\"", "\"purchase\"", StringComparison.Ordinal))));
        Assert.Equal(
            [
                $"- {Route("order")}", $"+ {Route("order", ",\"RouteResponseSelectionExpression\":\"$default\"")}",
                """+ {"Type":"AWS::ApiGatewayV2::RouteResponse","Properties":{"ApiId":{"Ref":"ApiCD79AAA0"},"RouteId":"""
                    + """{"Ref":"ApiRouteorderB2FBB8E4"},"RouteResponseKey":"$default"}}""",
            ],
            Difference(
                before,
                await SynthAsync(
                    Handlers
                        .Replace("\"order\", OneWay = true", "\"order\"", StringComparison.Ordinal)
                        .Replace("void Order(string body) { }", "string Order(string body) => body;", StringComparison.Ordinal)
                )
            )
        );
        Assert.Equal(
            [$"- {Route("cancel")}"],
            Difference(
                before,
                await SynthAsync(Handlers.Replace("[WebSocketRoute(\"cancel\", OneWay = true)]", "", StringComparison.Ordinal))
            )
        );
        Assert.Empty(
            Difference(
                before,
                await SynthAsync(
                    Handlers.Replace("Cancel(string body) { }", "Cancel(string body) => Console.WriteLine(body);", StringComparison.Ordinal)
                )
            )
        );
    }

    private static string Route(string key, string more = "") =>
        $$$$"""
        {"Type":"AWS::ApiGatewayV2::Route","Properties":{"ApiId":{"Ref":"ApiCD79AAA0"},"AuthorizationType":"NONE",
        """
            + $$$$"""
            "RouteKey":"{{{{key}}}}"{{{{more}}}},"Target":{"Fn::Join":["",["integrations/",{"Ref":"ApiIntegration39BC88FC"}]]}}}
            """;

    /// <summary>The resources that are no longer there or no longer the same, then those that are instead.</summary>
    private static string[] Difference(JsonObject before, JsonObject after) =>
        [
            .. before
                .Where(resource => !JsonNode.DeepEquals(resource.Value, after[resource.Key]))
                .Select(resource => $"- {resource.Value!.ToJsonString()}"),
            .. after
                .Where(resource => !JsonNode.DeepEquals(resource.Value, before[resource.Key]))
                .Select(resource => $"+ {resource.Value!.ToJsonString()}"),
        ];

    private async Task<JsonObject> SynthAsync(string handlers)
    {
        await shop.WriteAsync("Shop.Api/ShopApi.cs", handlers);
        var output = shop.PathOf("cdk.out");
        var environment = new Dictionary<string, string?>
        {
            ["CDK_OUTDIR"] = output,
            // As for "cdk list": nothing is published.
            ["CDK_CONTEXT_JSON"] = """{"aws:cdk:bundling-stacks":[]}""",
        };
        var (exitCode, printed) = await shop.RunAsync(environment, "run");
        Assert.True(exitCode == 0, printed);
        return JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(output, "Shop.template.json"), TestContext.Current.CancellationToken)
        )!["Resources"]!.AsObject();
    }
}
