using WsScaffold.Events;

namespace WsScaffold;

/// <summary>
/// One event of a connection: what API Gateway says about it. Values are read from the event when they are asked for.
/// </summary>
/// <remarks>
/// A context ends with its event: used after the handler completed it throws <see cref="ObjectDisposedException"/>.
/// A text field that an event does not have is <c>""</c>.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html">the events of a WebSocket API</see>.
/// </remarks>
public abstract class EventContext
{
    private readonly LambdaInvocation _invocation;
    private WebSocketEvent? _event;
    private string? _connectionId;
    private string? _requestId;
    private ClientIdentity? _identity;
    private AuthorizerOutput? _authorizer;
    private IReadOnlyDictionary<string, string>? _stageVariables;

    private protected EventContext(WebSocketEvent webSocketEvent, LambdaInvocation invocation)
    {
        _event = webSocketEvent;
        _invocation = invocation;
    }

    /// <summary>The connection. Opaque: do not parse it, and escape it in a URL.</summary>
    public string ConnectionId => Live(_connectionId) ?? (_connectionId = Event.ConnectionIdText);

    /// <summary>The route key that was selected: <c>$default</c> when no other matched, whatever the message said.</summary>
    public string RouteKey => Event.RouteKeyText;

    /// <summary>API Gateway's id of this event; error frames and access logs carry it.</summary>
    public string RequestId => Live(_requestId) ?? (_requestId = Event.RequestIdText);

    /// <summary>The same as <see cref="RequestId"/> on WebSocket APIs.</summary>
    public string ExtendedRequestId => Event.ExtendedRequestId.Decode(Event.Json) ?? "";

    /// <summary>Always <c>IN</c> on events that a function gets.</summary>
    public string MessageDirection => Event.MessageDirection.Decode(Event.Json) ?? "";

    /// <summary>The API's id, ten lower-case letters and digits.</summary>
    public string ApiId => Event.ApiId.Decode(Event.Json) ?? "";

    /// <summary>The name of the stage, behind a custom domain too.</summary>
    public string Stage => Event.Stage.Decode(Event.Json) ?? "";

    /// <summary>The host that the client connected to: the API's own or a custom domain.</summary>
    public string DomainName => Event.DomainName.Decode(Event.Json) ?? "";

    /// <summary>When the connection was made, to the millisecond.</summary>
    public DateTimeOffset ConnectedAt => Event.ConnectedAtUtc;

    /// <summary>When API Gateway received the event, to the millisecond.</summary>
    public DateTimeOffset RequestTime => Event.RequestTimeUtc;

    /// <summary>Who the client is, as far as API Gateway knows.</summary>
    public ClientIdentity Identity => Live(_identity) ?? (_identity = new(Event.Identity, Event.Json));

    /// <summary>What the authorizer of <c>$connect</c> returned; <see langword="null"/> when none ran.</summary>
    public AuthorizerOutput? Authorizer =>
        Event.Authorizer.IsPresent ? _authorizer ??= new(Event.Authorizer.ToDictionary(Event.Json, StringComparer.Ordinal)) : null;

    /// <summary>The variables of the stage.</summary>
    public IReadOnlyDictionary<string, string> StageVariables =>
        Live(_stageVariables) ?? (_stageVariables = Event.StageVariables.ToDictionary(Event.Json, StringComparer.Ordinal));

    /// <summary>What Lambda says about the invocation: its id, deadline and trace.</summary>
    public LambdaInvocation Invocation
    {
        get
        {
            ObjectDisposedException.ThrowIf(_event is null, this);
            return _invocation;
        }
    }

    private protected WebSocketEvent Event
    {
        get
        {
            ObjectDisposedException.ThrowIf(_event is null, this);
            return _event;
        }
    }

    // What was read before is no longer given out either: it would work in some handlers and not in others.
    private protected T? Live<T>(T? value)
        where T : class
    {
        ObjectDisposedException.ThrowIf(_event is null, this);
        return value;
    }

    private protected bool IsLive => _event is not null;

    internal void End() => _event = null;
}
