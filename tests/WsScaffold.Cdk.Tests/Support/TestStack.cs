using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.Assertions;

namespace WsScaffold.Cdk.Tests.Support;

/// <summary>A stack and its synthesised template. No code is published for it.</summary>
internal sealed class TestStack
{
    private TestStack(Stack stack)
    {
        Template = Template.FromStack(stack);
        Json = JsonSerializer.SerializeToNode(Template.ToJSON())!.AsObject();
    }

    /// <summary>The folder of this project, from the metadata that the package's props file adds to the assembly.</summary>
    public static string ProjectFolder { get; } = typeof(TestStack).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key == "WsScaffold.ProjectDirectory").Value!;

    public Template Template { get; }

    public JsonObject Json { get; }

    /// <summary>The resources by logical ID.</summary>
    public JsonObject ById => Json["Resources"]!.AsObject();

    public static TestStack From(Func<Stack, WebSocketLambdaApiProps> props) =>
        OfStack(stack => _ = new WebSocketLambdaApi(stack, "Api", props(stack)));

    public static TestStack Of(WebSocketLambdaApiProps props) => From(_ => props);

    public static TestStack OfStack(Action<Stack> build) => new(Stack(build));

    public static Stack Stack(Action<Stack> build)
    {
        var app = new App(new AppProps { AnalyticsReporting = false });
        var stack = new Stack(app, "Chat");
        build(stack);
        return stack;
    }

    /// <summary>Code whose content doesn't matter.</summary>
    public static LambdaCode SomeCode()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "some-code"));
        File.WriteAllText(Path.Combine(folder.FullName, "bootstrap"), "never read");
        return LambdaCode.FromCode(Code.FromAsset(folder.FullName));
    }

    public static WebSocketLambdaApiProps Props(WebSocketApiDefinition? api = null) =>
        new() { Api = api ?? Definitions.Chat, Code = SomeCode() };

    /// <summary>The resources of a type, by logical ID.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> All(string type) =>
        ById.Where(resource => (string?)resource.Value!["Type"] == type);

    public JsonNode The(string type) => Assert.Single(All(type)).Value!;

    public JsonNode Resource(string logicalId) => ById[logicalId]!;

    /// <summary>Asserts that a resource of the type has exactly these properties.</summary>
    public void HasWhole(string type, string properties)
    {
        var exact = Match.ObjectEquals(Graph(JsonNode.Parse(properties)!.AsObject()));
        Template.HasResource(type, Match.ObjectLike(new Dictionary<string, object> { ["Properties"] = exact }));
    }

    /// <summary>Asserts that there is exactly one resource of the type, with exactly these properties.</summary>
    public void HasOnly(string type, string properties)
    {
        Template.ResourceCountIs(type, 1);
        HasWhole(type, properties);
    }

    private static Dictionary<string, object> Graph(JsonObject json) =>
        json.ToDictionary(member => member.Key, member => Value(member.Value!));

    private static object Value(JsonNode node) => node switch
    {
        JsonObject json => Graph(json),
        JsonArray array => array.Select(item => Value(item!)).ToArray(),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.Number => node.GetValue<double>(),
            _ => node.GetValue<bool>(),
        },
    };
}
