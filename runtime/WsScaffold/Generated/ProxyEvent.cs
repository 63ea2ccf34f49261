using System.ComponentModel;
using WsScaffold.Events;
using WsScaffold.Json.Scanning;

namespace WsScaffold.Generated;

/// <summary>
/// What an event says, in the form of AWS's <c>APIGatewayProxyRequest</c>: a field that the event doesn't have is
/// <see langword="null"/>, or 0. What is read is the reader's own, and stays when the event is over.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ProxyEvent
{
    private readonly WebSocketEvent _event;

    internal ProxyEvent(WebSocketEvent webSocketEvent) => _event = webSocketEvent;

    /// <summary>The headers, by name without regard to case; the last value of each.</summary>
    public IDictionary<string, string>? Headers => Single(_event.Headers, StringComparer.OrdinalIgnoreCase);

    /// <summary>The headers, by name without regard to case; all values of each.</summary>
    public IDictionary<string, IList<string>>? MultiValueHeaders => Multiple(_event.MultiValueHeaders, StringComparer.OrdinalIgnoreCase);

    /// <summary>The query string; the last value of each name.</summary>
    public IDictionary<string, string>? Query => Single(_event.Query, StringComparer.Ordinal);

    /// <summary>The query string; all values of each name.</summary>
    public IDictionary<string, IList<string>>? MultiValueQuery => Multiple(_event.MultiValueQuery, StringComparer.Ordinal);

    /// <summary>The variables of the stage.</summary>
    public IDictionary<string, string>? StageVariables => Single(_event.StageVariables, StringComparer.Ordinal);

    /// <summary>The body as it came: text, or base64 where the event says so.</summary>
    public string? Body => Text(_event.Body);

    /// <summary>Whether <see cref="Body"/> is base64.</summary>
    public bool IsBase64Encoded => _event.IsBase64Encoded;

    /// <summary>The stage.</summary>
    public string? Stage => Text(_event.Stage);

    /// <summary>API Gateway's id of the event.</summary>
    public string? RequestId => Text(_event.RequestId);

    /// <summary>The same again.</summary>
    public string? ExtendedRequestId => Text(_event.ExtendedRequestId);

    /// <summary>The API's id.</summary>
    public string? ApiId => Text(_event.ApiId);

    /// <summary>The connection ID.</summary>
    public string? ConnectionId => Text(_event.ConnectionId);

    /// <summary>When the connection was made, in milliseconds since 1970.</summary>
    public long ConnectedAt => _event.ConnectedAt;

    /// <summary>The host that the client connected to.</summary>
    public string? DomainName => Text(_event.DomainName);

    /// <summary><c>CONNECT</c>, <c>MESSAGE</c> or <c>DISCONNECT</c>.</summary>
    public string EventType => _event.Kind switch
    {
        EventKind.Connect => "CONNECT",
        EventKind.Disconnect => "DISCONNECT",
        _ => "MESSAGE",
    };

    /// <summary>The id of the message.</summary>
    public string? MessageId => Text(_event.MessageId);

    /// <summary>The route key.</summary>
    public string? RouteKey => Text(_event.RouteKey);

    /// <summary><c>IN</c>.</summary>
    public string? MessageDirection => Text(_event.MessageDirection);

    /// <summary>When API Gateway received the event, as in <c>29/Nov/2023:08:04:03 +0000</c>.</summary>
    public string? RequestTime => Text(_event.RequestTime);

    /// <summary>The same in milliseconds since 1970.</summary>
    public long RequestTimeEpoch => _event.RequestTimeEpoch;

    /// <summary>Whether the event says who the client is.</summary>
    public bool HasIdentity => _event.Identity.IsPresent;

    /// <summary>What the authorizer returned; API Gateway turns every value into text.</summary>
    public IDictionary<string, string>? Authorizer => Single(_event.Authorizer, StringComparer.Ordinal);

    /// <summary>Who the client is.</summary>
    /// <param name="name">The event's own name of what is asked for.</param>
    /// <returns>What the event says.</returns>
    public string? Identity(string name) => _event.Identity.Find(_event.Json, name, StringComparison.Ordinal);

    private string? Text(JsonText text) => text.Decode(_event.Json);

    private Dictionary<string, string>? Single(JsonMap map, StringComparer comparer) => map.IsPresent ? map.ToDictionary(_event.Json, comparer) : null;

    private Dictionary<string, IList<string>>? Multiple(JsonMap map, StringComparer comparer) => map.IsPresent
        ? map.ToMultiValueDictionary(_event.Json, comparer).ToDictionary(static pair => pair.Key, static pair => (IList<string>)[.. pair.Value], comparer)
        : null;
}
