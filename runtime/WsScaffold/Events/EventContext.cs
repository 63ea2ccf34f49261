using WsScaffold.Events;

namespace WsScaffold;

/// <summary>An event of a connection, with the values that API Gateway provides. Each value is read from the event on access.</summary>
/// <remarks>
/// A context is valid until the handler completes; later use throws <see cref="ObjectDisposedException"/>. A string that the event
/// does not contain is <c>""</c>.
/// See <see
/// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html">the
/// events of a WebSocket API</see>.
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

    /// <summary>The connection ID. Treat it as opaque, and escape it in a URL.</summary>
    public string ConnectionId => Live(_connectionId) ?? (_connectionId = Event.ConnectionIdText);

    /// <summary>The selected route key. It is <c>$default</c> if the message matched no other route.</summary>
    public string RouteKey => Event.RouteKeyText;

    /// <summary>API Gateway's ID of this event. Error frames and access logs contain it.</summary>
    public string RequestId => Live(_requestId) ?? (_requestId = Event.RequestIdText);

    /// <summary>The same as <see cref="RequestId"/> on WebSocket APIs.</summary>
    public string ExtendedRequestId => Event.ExtendedRequestId.Decode(Event.Json) ?? "";

    /// <summary>The direction. It is always <c>IN</c> on events of a function.</summary>
    public string MessageDirection => Event.MessageDirection.Decode(Event.Json) ?? "";

    /// <summary>The ID of the API: ten lowercase letters and digits.</summary>
    public string ApiId => Event.ApiId.Decode(Event.Json) ?? "";

    /// <summary>The name of the stage, also behind a custom domain.</summary>
    public string Stage => Event.Stage.Decode(Event.Json) ?? "";

    /// <summary>The host to which the client connected: the host of the API or a custom domain.</summary>
    public string DomainName => Event.DomainName.Decode(Event.Json) ?? "";

    /// <summary>The time of the connection, with milliseconds.</summary>
    public DateTimeOffset ConnectedAt => Event.ConnectedAtUtc;

    /// <summary>The time at which API Gateway received the event, with milliseconds.</summary>
    public DateTimeOffset RequestTime => Event.RequestTimeUtc;

    /// <summary>The identity of the client.</summary>
    public ClientIdentity Identity => Live(_identity) ?? (_identity = new(Event.Identity, Event.Json));

    /// <summary>The result of the authorizer of <c>$connect</c>; <see langword="null"/> without an authorizer.</summary>
    public AuthorizerOutput? Authorizer =>
        Event.Authorizer.IsPresent ? _authorizer ??= new(Event.Authorizer.ToDictionary(Event.Json, StringComparer.Ordinal)) : null;

    /// <summary>The stage variables.</summary>
    public IReadOnlyDictionary<string, string> StageVariables =>
        Live(_stageVariables) ?? (_stageVariables = Event.StageVariables.ToDictionary(Event.Json, StringComparer.Ordinal));

    /// <summary>The Lambda invocation, with its ID, deadline and trace.</summary>
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

    // Values that were read before throw too. Otherwise late use would work in some handlers and fail in others.
    private protected T? Live<T>(T? value)
        where T : class
    {
        ObjectDisposedException.ThrowIf(_event is null, this);
        return value;
    }

    private protected bool IsLive => _event is not null;

    internal void End() => _event = null;
}
