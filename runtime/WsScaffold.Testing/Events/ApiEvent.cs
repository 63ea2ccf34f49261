using System.Text;
using System.Text.Json.Nodes;
using WsScaffold.Events;
using WsScaffold.Gateway.Events;

namespace WsScaffold.Testing;

/// <summary>
/// An event as API Gateway delivers it to the function, with the same members as events captured on AWS. Use it to test one handler
/// (<c>ToContext</c>) or the function (<see cref="WebSocketAppTesting.InvokeAsync"/>) without a connection.
/// </summary>
/// <remarks>
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html">
/// integration requests of WebSocket APIs</see>.
/// </remarks>
public abstract class ApiEvent
{
    private protected ApiEvent()
    {
    }

    /// <summary>The connection ID.</summary>
    public string ConnectionId { get; init; } = "PJqB0fHsqRcCHlw=";

    /// <summary>The request ID, which identifies the event.</summary>
    public string RequestId { get; init; } = "PJqCFEqHqRcFd0w=";

    /// <summary>The stage.</summary>
    public string Stage { get; init; } = "production";

    /// <summary>The ID of the API.</summary>
    public string ApiId { get; init; } = "aabbccdd12";

    /// <summary>The host that the client connected to.</summary>
    public string DomainName { get; init; } = "aabbccdd12.execute-api.ap-northeast-1.amazonaws.com";

    /// <summary>The client's IP address.</summary>
    public string SourceIp { get; init; } = "203.0.113.7";

    /// <summary>The client's <c>User-Agent</c> header, or <see langword="null"/>.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The time when the client connected, in whole milliseconds.</summary>
    public DateTimeOffset ConnectedAt { get; init; } = new(2023, 11, 29, 8, 4, 1, 796, TimeSpan.Zero);

    /// <summary>The time of the event, in whole milliseconds.</summary>
    public DateTimeOffset RequestTime { get; init; } = new(2023, 11, 29, 8, 4, 3, 417, TimeSpan.Zero);

    /// <summary>The stage variables.</summary>
    public IDictionary<string, string> StageVariables { get; init; } = new Dictionary<string, string>();

    /// <summary>The values that the authorizer returned, including <c>principalId</c>; empty if the API has no authorizer.</summary>
    public IDictionary<string, string> Authorizer { get; init; } = new Dictionary<string, string>();

    /// <summary>Writes the event as Lambda receives it.</summary>
    /// <returns>The JSON, as UTF-8.</returns>
    public byte[] ToJson()
    {
        var writer = new EventWriter(Stage, StageVariables.AsReadOnly()) { ApiId = ApiId };
        var connection = new ConnectionFacts
        {
            ConnectionId = ConnectionId,
            IdTail = 0,
            ConnectedAt = ConnectedAt,
            DomainName = DomainName,
            SourceIp = SourceIp,
            UserAgent = UserAgent,
        };
        var json = Write(writer, connection, new EventFacts(RequestId, RequestTime));
        return Authorizer.Count == 0 ? json.ToArray() : WithAuthorizer(json.Span);
    }

    private protected abstract ReadOnlyMemory<byte> Write(EventWriter writer, ConnectionFacts connection, EventFacts facts);

    private protected static IReadOnlyList<NameValues> Values(IEnumerable<KeyValuePair<string, string>> entries) =>
        [.. entries.Select(static entry => new NameValues(entry.Key, [entry.Value]))];

    private protected WebSocketEvent Read()
    {
        var webSocketEvent = new WebSocketEvent();
        webSocketEvent.Read(ToJson());
        return webSocketEvent;
    }

    internal static LambdaInvocation Invocation() => new()
    {
        AwsRequestId = "8ac5a1d1-5f3b-4b54-8d52-2a3b1a1f6e0c",
        // The integration timeout of API Gateway.
        Deadline = TimeProvider.System.GetUtcNow().AddSeconds(29),
    };

    private byte[] WithAuthorizer(ReadOnlySpan<byte> json)
    {
        var lambdaEvent = JsonNode.Parse(json)!;
        var values = Authorizer.Select(static value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value));
        lambdaEvent["requestContext"]!["authorizer"] = new JsonObject(values);
        return Encoding.UTF8.GetBytes(lambdaEvent.ToJsonString());
    }
}
