using Amazon.CDK;
using Constructs;
using WsScaffold.ApiGateway;

namespace WsScaffold.Cdk.Resources;

/// <summary>The outputs of the stack, which <c>cdk deploy</c> prints.</summary>
internal static class Outputs
{
    public static void Add(Construct scope, string url, WebSocketLambdaApiProps props)
    {
        _ = new CfnOutput(scope, "Url", new CfnOutputProps { Value = url, Description = "The URL that clients connect to" });
        _ = new CfnOutput(scope, "Wscat", new CfnOutputProps
        {
            Value = Wscat(url, props),
            Description = props.IamAuthorization ? "A command to try the API, once its handshake is signed" : "A command to try the API",
        });
    }

    // With placeholders for the identity sources and the API key.
    private static string Wscat(string url, WebSocketLambdaApiProps props)
    {
        var sources = props.Api.Authorizer?.IdentitySources ?? [];
        var query = string.Join('&', Names(sources, IdentitySources.Query).Select(static name => $"{name}=<{name}>"));
        var headers = Names(sources, IdentitySources.Header)
            .Concat(props.ApiKeyRequired ? ["x-api-key"] : [])
            .Select(static name => $" -H \"{name}: <{name}>\"");
        return $"npx wscat -c {(query.Length > 0 ? $"\"{url}?{query}\"" : url)}{string.Concat(headers)}";
    }

    private static IEnumerable<string> Names(IEnumerable<string> sources, string kind) =>
        sources.Select(source => IdentitySources.NameIn(source, kind)).OfType<string>();
}
