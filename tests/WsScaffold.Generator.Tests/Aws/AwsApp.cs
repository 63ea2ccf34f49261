using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Generator.Tests.Aws;

/// <summary>An API in a project that references AWS's packages.</summary>
internal static class AwsApp
{
    private const string Usings = """
        global using Amazon.ApiGatewayManagementApi;
        global using Amazon.ApiGatewayManagementApi.Model;
        global using Amazon.Lambda.APIGatewayEvents;
        global using Amazon.Lambda.Core;
        """;

    public static GeneratedApp From(params IEnumerable<string> sources) =>
        GeneratedApp.From(GeneratedApp.Compile([Usings, .. sources]).AddReferences(AwsReferences.All));

    public static GeneratedApp WithMembers(string members, string rest = "") =>
        From($"[WebSocketApi] public sealed partial class Api {{ {members}\n}}\n{rest}");
}
