using System.Text;
using System.Text.Json.Nodes;

namespace WsScaffold.Tests;

/// <summary>Events as API Gateway sends them: the captured ones, changed where a test says so.</summary>
internal static class TestEvent
{
    public const string ConnectionId = "PJqB0fHsqRcCHlw=";

    /// <summary>A captured event, byte for byte.</summary>
    public static byte[] Captured(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "events", name + ".json"));

    public static byte[] Message(string routeKey, string? body, Action<JsonObject>? change = null) => Changed("sendMessage", lambdaEvent =>
    {
        lambdaEvent["requestContext"]!["routeKey"] = routeKey;
        lambdaEvent["body"] = body;
        change?.Invoke(lambdaEvent);
    });

    public static byte[] Connect(Action<JsonObject>? change = null) => Changed("connect", change);

    public static byte[] Authorizer(Action<JsonObject>? change = null) => Changed("authorizer", change);

    public static byte[] Disconnect(Action<JsonObject>? change = null) => Changed("disconnect", change);

    private static byte[] Changed(string name, Action<JsonObject>? change)
    {
        var lambdaEvent = JsonNode.Parse(Captured(name))!.AsObject();
        change?.Invoke(lambdaEvent);
        return Encoding.UTF8.GetBytes(lambdaEvent.ToJsonString());
    }
}
