using System.Text.Json.Nodes;

namespace WsScaffold.EndToEnd.Support;

/// <summary>The output of a synthesis.</summary>
internal sealed class CloudAssembly(string folder, string stack)
{
    private const string Invocations = "/invocations";
    private const string RouteResponseKey = "$default";

    private readonly JsonObject _resources = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, $"{stack}.template.json")))![
        "Resources"
    ]!.AsObject();

    public string TemplateFile { get; } = Path.Combine(folder, $"{stack}.template.json");

    /// <summary>The one binary that is uploaded.</summary>
    public string Binary => Path.Combine(Assert.Single(Directory.GetDirectories(folder, "asset.*")), "bootstrap");

    /// <summary>The API as a gateway sees it that knows nothing but the template. What API Gateway could not invoke fails.</summary>
    public WebSocketApiDescriptor Describe()
    {
        var (id, api) = Assert.Single(All("AWS::ApiGatewayV2::Api"));
        var stage = (string)Assert.Single(All("AWS::ApiGatewayV2::Stage")).Properties["StageName"]!;
        var responses = All("AWS::ApiGatewayV2::RouteResponse")
            .Select(response => (string)response.Properties["RouteId"]!["Ref"]!)
            .ToHashSet();
        var routes = All("AWS::ApiGatewayV2::Route").ToArray();
        foreach (var (_, route) in routes)
        {
            var integration = TemplateText.Of(route["Target"]!)["integrations/${".Length..^1];
            RequirePermission(_resources[integration]!["Properties"]!["IntegrationUri"]!, $"${{{id}}}/{stage}/*");
        }

        return new()
        {
            Name = (string)api["Name"]!,
            RouteSelectionExpression = (string)api["RouteSelectionExpression"]!,
            Authorizer = Authorizer(
                id,
                Assert.Single(routes, static route => (string?)route.Properties["RouteKey"] == "$connect").Properties
            ),
            Routes =
            [
                .. routes
                    .Select(route => new RouteDescriptor((string)route.Properties["RouteKey"]!, route.Id)
                    {
                        HasRouteResponse =
                            responses.Contains(route.Id)
                            && (string?)route.Properties["RouteResponseSelectionExpression"] == RouteResponseKey,
                    })
                    .OrderBy(route => route.RouteKey, StringComparer.Ordinal),
            ],
        };
    }

    private IEnumerable<(string Id, JsonNode Properties)> All(string type) => _resources
        .Where(resource => (string?)resource.Value!["Type"] == type)
        .Select(resource => (resource.Key, resource.Value!["Properties"]!));

    // Nobody is asked unless the route of the handshake says so, whatever authorizers there are.
    private AuthorizerDescriptor? Authorizer(string api, JsonNode connect)
    {
        if ((string?)connect["AuthorizationType"] != "CUSTOM")
        {
            return null;
        }

        var id = (string)connect["AuthorizerId"]!["Ref"]!;
        var authorizer = _resources[id]!["Properties"]!;
        Assert.Equal("REQUEST", (string?)authorizer["AuthorizerType"]);
        RequirePermission(authorizer["AuthorizerUri"]!, $"${{{api}}}/authorizers/${{{id}}}");
        return new(id) { IdentitySources = [.. authorizer["IdentitySource"]?.AsArray().Select(static source => (string)source!) ?? []] };
    }

    // API Gateway answers 500 where it may not invoke what it is told to.
    private void RequirePermission(JsonNode uri, string source) => Assert.Contains(All("AWS::Lambda::Permission"), permission =>
        TemplateText.Of(uri).EndsWith(TemplateText.Of(permission.Properties["FunctionName"]!) + Invocations, StringComparison.Ordinal)
        && (string?)permission.Properties["Principal"] == "apigateway.amazonaws.com"
        && TemplateText.Of(permission.Properties["SourceArn"]!).EndsWith(":" + source, StringComparison.Ordinal));
}
