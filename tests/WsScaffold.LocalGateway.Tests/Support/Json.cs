using System.Text.Json;

namespace WsScaffold.Gateway.Tests.Support;

internal static class Json
{
    /// <summary>Finds the value at a path of member names.</summary>
    public static JsonElement At(this JsonElement element, params string[] path) =>
        path.Aggregate(element, (current, name) => current.GetProperty(name));

    public static string TextAt(this JsonElement element, params string[] path) => element.At(path).GetString()!;

    public static string ConnectionId(this JsonElement lambdaEvent) => lambdaEvent.TextAt("requestContext", "connectionId");

    public static string RequestId(this JsonElement lambdaEvent) => lambdaEvent.TextAt("requestContext", "requestId");

    public static IEnumerable<string> Names(this JsonElement element) => element.EnumerateObject().Select(member => member.Name);
}
