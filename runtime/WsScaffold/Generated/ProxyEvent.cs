using System.ComponentModel;
using WsScaffold.Events;
using WsScaffold.Json.Scanning;

namespace WsScaffold.Generated;

/// <summary>
/// The values of an event in the form of AWS's <c>APIGatewayProxyRequest</c>. A missing field is <see langword="null"/> or 0.
/// Values are copies, which remain valid after the event.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ProxyEvent
{
    private readonly WebSocketEvent _event;

    internal ProxyEvent(WebSocketEvent webSocketEvent) => _event = webSocketEvent;

    /// <summary>The headers, with the last value of each. Names are not case-sensitive.</summary>
    public IDictionary<string, string>? Headers => Single(_event.Headers, StringComparer.OrdinalIgnoreCase);

    /// <summary>The headers, with all values of each. Names are not case-sensitive.</summary>
    public IDictionary<string, IList<string>>? MultiValueHeaders => Multiple(_event.MultiValueHeaders, StringComparer.OrdinalIgnoreCase);

    /// <summary>The query string, with the last value of each name.</summary>
    public IDictionary<string, string>? Query => Single(_event.Query, StringComparer.Ordinal);

    /// <summary>The query string, with all values of each name.</summary>
    public IDictionary<string, IList<string>>? MultiValueQuery => Multiple(_event.MultiValueQuery, StringComparer.Ordinal);

    /// <summary>The stage variables.</summary>
    public IDictionary<string, string>? StageVariables => Single(_event.StageVariables, StringComparer.Ordinal);

    /// <summary>The body as in the event: text, or base64 if <see cref="IsBase64Encoded"/> is set.</summary>
    public string? Body => Text(_event.Body);

    /// <summary>Whether <see cref="Body"/> is base64.</summary>
    public bool IsBase64Encoded => _event.IsBase64Encoded;

    /// <summary>The stage.</summary>
    public string? Stage => Text(_event.Stage);

    /// <summary>API Gateway's ID of the event.</summary>
    public string? RequestId => Text(_event.RequestId);

    /// <summary>The same as <see cref="RequestId"/>.</summary>
    public string? ExtendedRequestId => Text(_event.ExtendedRequestId);

    /// <summary>The ID of the API.</summary>
    public string? ApiId => Text(_event.ApiId);

    /// <summary>The connection ID.</summary>
    public string? ConnectionId => Text(_event.ConnectionId);

    /// <summary>The time of the connection, in milliseconds since 1970.</summary>
    public long ConnectedAt => _event.ConnectedAt;

    /// <summary>The host to which the client connected.</summary>
    public string? DomainName => Text(_event.DomainName);

    /// <summary><c>CONNECT</c>, <c>MESSAGE</c> or <c>DISCONNECT</c>.</summary>
    public string EventType => _event.Kind switch
    {
        EventKind.Connect => "CONNECT",
        EventKind.Disconnect => "DISCONNECT",
        _ => "MESSAGE",
    };

    /// <summary>The ID of the message.</summary>
    public string? MessageId => Text(_event.MessageId);

    /// <summary>The route key.</summary>
    public string? RouteKey => Text(_event.RouteKey);

    /// <summary><c>IN</c>.</summary>
    public string? MessageDirection => Text(_event.MessageDirection);

    /// <summary>The time at which API Gateway received the event, for example <c>29/Nov/2023:08:04:03 +0000</c>.</summary>
    public string? RequestTime => Text(_event.RequestTime);

    /// <summary>The same time in milliseconds since 1970.</summary>
    public long RequestTimeEpoch => _event.RequestTimeEpoch;

    /// <summary>Whether the event contains the identity of the client.</summary>
    public bool HasIdentity => _event.Identity.IsPresent;

    /// <summary>The result of the authorizer. API Gateway converts every value to a string.</summary>
    public IDictionary<string, string>? Authorizer => Single(_event.Authorizer, StringComparer.Ordinal);

    /// <summary>Gets a value of the client's identity.</summary>
    /// <param name="name">The name of the value in the event.</param>
    /// <returns>The value, or <see langword="null"/>.</returns>
    public string? Identity(string name) => _event.Identity.Find(_event.Json, name, StringComparison.Ordinal);

    private string? Text(JsonText text) => text.Decode(_event.Json);

    private Dictionary<string, string>? Single(JsonMap map, StringComparer comparer) =>
        map.IsPresent ? map.ToDictionary(_event.Json, comparer) : null;

    private Dictionary<string, IList<string>>? Multiple(JsonMap map, StringComparer comparer) =>
        map.IsPresent
            ? map.ToMultiValueDictionary(_event.Json, comparer)
                .ToDictionary(static pair => pair.Key, static pair => (IList<string>)[.. pair.Value], comparer)
            : null;
}
