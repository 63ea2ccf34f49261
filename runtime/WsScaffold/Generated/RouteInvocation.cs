using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WsScaffold.Dispatch;
using WsScaffold.Events;
using WsScaffold.Generated.Json;
using WsScaffold.Json.Errors;
using WsScaffold.Json.Scanning;

namespace WsScaffold.Generated;

/// <summary>
/// One event on its way through generated code: what a handler's parameters are bound from and where its answer goes.
/// </summary>
/// <remarks>Used again for later events, so nothing of it may be kept.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class RouteInvocation
{
    private readonly WebSocketApp _app;
    private readonly WebSocketEvent _event = new();
    private readonly MessageBody _body;
    private readonly ResponseWriter _response = new();
    private LambdaInvocation? _invocation;
    private EventContext? _context;
    private RouteDescriptor? _route;
    private ConnectResult _connectResult;
    private int _proxyStatus;
    private bool _hasEnded;

    internal RouteInvocation(WebSocketApp app)
    {
        _app = app;
        _body = new MessageBody(_event);
    }

    /// <summary>
    /// The route key, as UTF-8. The kind of the event decides first: no message reaches the handlers of handshakes and closed
    /// connections, whatever it says its key is, and an authorizer's question reaches no route.
    /// </summary>
    public ReadOnlySpan<byte> RouteKey => _event.Kind switch
    {
        EventKind.Connect => "$connect"u8,
        EventKind.Disconnect => "$disconnect"u8,
        EventKind.Authorizer => default,
        _ => MessageRouteKey is var key && (key.SequenceEqual("$connect"u8) || key.SequenceEqual("$disconnect"u8)) ? "$default"u8 : key,
    };

    /// <summary>The event.</summary>
    public EventContext Context => _context ??= Live._event.Kind switch
    {
        EventKind.Connect => new ConnectContext(_event, _invocation!),
        EventKind.Disconnect => new DisconnectContext(_event, _invocation!),
        EventKind.Authorizer => new AuthorizerContext(_event, _invocation!),
        _ => new MessageContext(_event, _invocation!, _body),
    };

    /// <summary>Fires shortly before the Lambda deadline.</summary>
    public CancellationToken CancellationToken => Live._invocation!.CancellationToken;

    internal WebSocketEvent Event => _event;

    /// <summary>Whether the next event may use this again: not when a filter may have left a handler running.</summary>
    internal bool IsReusable { get; private set; } = true;

    internal Rejection? Rejection { get; private set; }

    internal RouteDescriptor? Route => _route;

    /// <summary>Who handles the event, for logs and errors; null before that is known.</summary>
    internal string? Handler => _event.Kind == EventKind.Authorizer ? _app.Descriptor.Authorizer?.Handler : _route?.Handler;

    internal EventKind Kind => _event.Kind;

    /// <summary>Whom the authorizer recognised; null without one.</summary>
    internal string? User => _event.Authorizer.Find(_event.Json, "principalId", StringComparison.Ordinal) is { Length: > 0 } user ? user : null;

    internal DateTimeOffset ConnectedAt => EventContext.Time(_event.ConnectedAt);

    internal bool AcceptsHandshake => Rejection is null && _connectResult.StatusCode == 200;

    internal string ConnectionId => _event.ConnectionId.Decode(_event.Json)!;

    internal string RequestId => _event.RequestId.Decode(_event.Json) ?? "";

    private ReadOnlySpan<byte> MessageRouteKey =>
        _event.RouteKey.IsEscaped ? Encoding.UTF8.GetBytes(_event.RouteKey.Decode(_event.Json)!) : _event.RouteKey.Raw(_event.Json);

    // An authorizer has no 400 to give.
    private int HandshakeRejection => _event.Kind == EventKind.Authorizer ? 401 : 400;

    private RouteInvocation Live
    {
        get
        {
            ObjectDisposedException.ThrowIf(_hasEnded, this);
            return this;
        }
    }

    internal string RouteKeyText => _event.RouteKey.Decode(_event.Json) ?? "";

    /// <summary>Names the route that is being handled.</summary>
    /// <param name="index">Its index in <see cref="WebSocketApiDescriptor.Routes"/>.</param>
    public void SetRoute(int index) => _route = _app.Descriptor.Routes[index];

    /// <summary>
    /// Names the route that is being handled, behind filters. A filter may give up waiting for the handler, which then runs
    /// on when the event is over: what it holds must never be another event's. And one that doesn't let a handshake through
    /// refuses it.
    /// </summary>
    /// <param name="index">Its index in <see cref="WebSocketApiDescriptor.Routes"/>.</param>
    public void SetFilteredRoute(int index)
    {
        SetRoute(index);
        IsReusable = false;
        _event.Own();
        if (_event.Kind == EventKind.Connect)
        {
            _connectResult = ConnectResult.Reject();
        }
    }

    /// <summary>Called where the handler is: a handshake that got this far is accepted unless the handler says otherwise.</summary>
    /// <exception cref="ObjectDisposedException">The event is over; a filter called on too late.</exception>
    public void AcceptHandshake() => Live._connectResult = default;

    /// <summary>
    /// Nobody handles the route key: a handshake is accepted and a closed connection ignored, as API Gateway does without
    /// such routes; a message is the function's failure, since API Gateway has a route that the function does not, and so is
    /// an authorizer's question, which nobody may answer by chance.
    /// </summary>
    /// <returns>Completes at once.</returns>
    public ValueTask NotFoundAsync() => _event.Kind switch
    {
        EventKind.Connect or EventKind.Disconnect => default,
        EventKind.Authorizer => throw new InvalidOperationException(
            "API Gateway asks for an authorizer, and no method is tagged [Authorizer]. Tag one, or take it off the $connect route."),
        _ => throw new InvalidOperationException(
            $"No handler has the route key '{RouteKeyText}'. API Gateway has a route for it: deploy the function and the routes together, or add a handler with [WebSocketRoute(\"{RouteKeyText}\")]."),
    };

    /// <summary>Opens the services of this event.</summary>
    /// <returns>The services, to dispose when the handler is done.</returns>
    public EventServices CreateServices() => _app.CreateEventServices();

    /// <summary>Takes a value of the query string.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The text to bind.</returns>
    public BoundText Query(string name) => new(this, Texts(_event.MultiValueQuery, _event.Query, name, StringComparison.Ordinal), HandshakeRejection);

    /// <summary>Takes a header.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The text to bind.</returns>
    public BoundText Header(string name) => new(this, Texts(_event.MultiValueHeaders, _event.Headers, name, StringComparison.OrdinalIgnoreCase), HandshakeRejection);

    /// <summary>Takes a value of the authorizer's context.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The text to bind.</returns>
    public BoundText Authorizer(string name) => new(this, Texts(default, _event.Authorizer, name, StringComparison.Ordinal), 401);

    /// <summary>Binds the body by generated code, and through its contract when that is in doubt.</summary>
    /// <typeparam name="T">The body's type.</typeparam>
    /// <param name="contract">Both.</param>
    /// <param name="isOptional">Whether an empty body, and <c>null</c>, are taken as <see langword="null"/>.</param>
    /// <param name="value">The body.</param>
    /// <returns>Whether it could be bound; if not, the request is refused already and the handler must not run.</returns>
    public bool TryGetBody<T>(DirectContract<T> contract, bool isOptional, [MaybeNullWhen(false)] out T value)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return (_body.IsText && contract.TryRead(_body.Utf8.Span, out value)) || TryGetBody(contract.Contract, isOptional, out value);
    }

    /// <summary>Binds the body through its contract.</summary>
    /// <typeparam name="T">The body's type.</typeparam>
    /// <param name="contract">Its contract.</param>
    /// <param name="isOptional">Whether an empty body, and <c>null</c>, are taken as <see langword="null"/>.</param>
    /// <param name="value">The body.</param>
    /// <returns>Whether it could be bound; if not, the request is refused already and the handler must not run.</returns>
    public bool TryGetBody<T>(JsonTypeInfo<T> contract, bool isOptional, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!TryGetBodyUtf8(out var utf8))
        {
            return false;
        }

        if (utf8.IsEmpty)
        {
            return isOptional || RejectBody([BodyErrors.SyntaxError(utf8.Span)!.Value]);
        }

        try
        {
            value = JsonSerializer.Deserialize(utf8.Span, contract);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Also what a constructor, setter or converter of the user's says to a value it doesn't take.
            return RejectBody(BodyErrors.Describe(e, utf8.Span, contract), e is JsonException ? null : e);
        }

        return isOptional || value is not null || RejectBody([new("$", "must not be null")]);
    }

    /// <summary>Checks what the attributes of the body's types say.</summary>
    /// <typeparam name="T">The body's type.</typeparam>
    /// <param name="value">The body; null is fine.</param>
    /// <param name="check">The generated check.</param>
    /// <returns>Whether it is valid; if not, the request is refused already and the handler must not run.</returns>
    public bool Validate<T>(T? value, Action<T, BodyChecks> check)
    {
        if (value is null)
        {
            return true;
        }

        var checks = new BodyChecks();
        check(value, checks);
        return checks.Errors.Count == 0 || RejectBody(checks.Errors);
    }

    /// <summary>Takes the body as it is.</summary>
    /// <param name="value">The body as UTF-8, valid until the handler completes.</param>
    /// <returns>Whether it is text; if not, the request is refused already and the handler must not run.</returns>
    public bool TryGetBodyUtf8(out ReadOnlyMemory<byte> value)
    {
        value = _body.Utf8;
        return _body.IsText || RejectBody([new("$", "the body is not valid UTF-8")]);
    }

    /// <summary>Takes the body as it is.</summary>
    /// <param name="value">The body.</param>
    /// <returns>Whether it is text; if not, the request is refused already and the handler must not run.</returns>
    public bool TryGetBodyText([NotNullWhen(true)] out string? value)
    {
        var isText = TryGetBodyUtf8(out var utf8);
        value = isText ? Encoding.UTF8.GetString(utf8.Span) : null;
        return isText;
    }

    /// <summary>Takes the body as JSON of any form.</summary>
    /// <param name="value">The body; it owns its memory.</param>
    /// <returns>Whether it is JSON; if not, the request is refused already and the handler must not run.</returns>
    public bool TryGetBodyElement(out JsonElement value)
    {
        value = default;
        if (!TryGetBodyUtf8(out var utf8))
        {
            return false;
        }

        try
        {
            value = JsonElement.Parse(utf8.Span);
            return true;
        }
        catch (JsonException)
        {
            return RejectBody([BodyErrors.SyntaxError(utf8.Span) ?? new("$", "the body is not valid JSON")]);
        }
    }

    /// <summary>Answers with a value, in the API's envelope; <see langword="null"/> answers nothing.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="value">The answer.</param>
    /// <param name="contract">Generated code that writes it, and its contract.</param>
    public void Respond<T>(T? value, DirectContract<T> contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        if (value is null)
        {
            _response.Reset();
        }
        else if (_app.Descriptor.Envelope == Envelope.None)
        {
            _response.WriteValue(value, contract);
        }
        else
        {
            _response.WriteValue(value, contract, RouteKey, CorrelationId.Find(_body.Utf8.Span));
        }
    }

    /// <summary>Answers with a value, in the API's envelope; <see langword="null"/> answers nothing.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="value">The answer.</param>
    /// <param name="contract">Its contract.</param>
    public void Respond<T>(T? value, JsonTypeInfo<T> contract)
    {
        if (value is null)
        {
            _response.Reset();
        }
        else if (_app.Descriptor.Envelope == Envelope.None)
        {
            _response.WriteValue(value, contract);
        }
        else
        {
            _response.WriteValue(value, contract, RouteKey, CorrelationId.Find(_body.Utf8.Span));
        }
    }

    /// <summary>Answers with a text as it is; <see langword="null"/> answers nothing.</summary>
    /// <param name="value">The answer.</param>
    public void RespondText(string? value)
    {
        if (value is null)
        {
            _response.Reset();
        }
        else
        {
            _response.WriteText(value);
        }
    }

    /// <summary>Answers with UTF-8 as it is.</summary>
    /// <param name="value">The answer.</param>
    public void RespondUtf8(ReadOnlyMemory<byte> value) => _response.WriteUtf8(value.Span);

    /// <summary>Answers a message that only keeps the connection alive.</summary>
    /// <param name="index">The route's index in <see cref="WebSocketApiDescriptor.Routes"/>.</param>
    /// <returns>Completes at once.</returns>
    public ValueTask KeepAliveAsync(int index)
    {
        SetRoute(index);
        _response.WriteKeepAlive(_app.Descriptor.Envelope == Envelope.None ? default : RouteKey, CorrelationId.Find(_body.Utf8.Span));
        return default;
    }

    /// <summary>Answers a handshake.</summary>
    /// <param name="result">The decision.</param>
    public void CompleteConnect(ConnectResult result) => _connectResult = result;

    internal void Begin(ReadOnlyMemory<byte> lambdaEvent, LambdaInvocation invocation)
    {
        _invocation = invocation;
        _event.Read(lambdaEvent);
    }

    internal void Reject(Rejection rejection) => Rejection = rejection;

    internal void Reject(RouteException rejection) => Reject(new Rejection(rejection.StatusCode, rejection.Message, Cause: rejection.InnerException));

    internal void RejectBinding(int statusCode) => Reject(new Rejection(statusCode, statusCode == 401 ? "Unauthorized" : "Bad request"));

    /// <summary>Whether <c>$connect</c> is asked for by a web page that may not connect; then it is refused.</summary>
    internal bool RejectsOrigin()
    {
        if (_event.Kind != EventKind.Connect || !HasForeignOrigin)
        {
            return false;
        }

        Reject(new Rejection(403, "Forbidden"));
        return true;
    }

    private bool HasForeignOrigin =>
        _app.Descriptor.AllowedOrigins is { Count: > 0 } allowed
        && _event.Headers.Find(_event.Json, "Origin", StringComparison.OrdinalIgnoreCase) is { } origin
        && !allowed.Contains(origin, StringComparer.OrdinalIgnoreCase);

    /// <summary>The message to the client that the route answers with; null for none.</summary>
    internal ReadOnlyMemory<byte>? Message => _response.Message;

    /// <summary>Replaces whatever was answered by the error frame of the refusal.</summary>
    internal void WriteRejection() =>
        _response.WriteRejection(Rejection!, ConnectionId, RequestId, _body.IsText ? CorrelationId.Find(_body.Utf8.Span) : default);

    /// <summary>Writes Lambda's answer.</summary>
    /// <param name="message">The message to the client; null for none.</param>
    internal void WriteResponse(IBufferWriter<byte> destination, ReadOnlyMemory<byte>? message)
    {
        var statusCode = _event.Kind == EventKind.Connect ? Rejection?.StatusCode ?? _connectResult.StatusCode
            : _proxyStatus == 0 || Rejection is not null ? 200
            : _proxyStatus;
        _response.WriteTo(destination, statusCode, Rejection is null ? _connectResult.Subprotocol : null, message);
    }

    internal void End()
    {
        _hasEnded = !IsReusable;
        _context?.End();
        _context = null;
        _body.End(isShared: !IsReusable);
        _event.Clear();
        _route = null;
        WriteDecision = null;
        Rejection = null;
        _connectResult = default;
        _proxyStatus = 0;
        _invocation = null;
        _response.End();
    }

    private bool RejectBody(IReadOnlyList<BodyError> errors, Exception? cause = null)
    {
        Reject(Rejection.BadBody(errors, cause));
        return false;
    }

    private string[]? Texts(JsonMap all, JsonMap last, string name, StringComparison comparison)
    {
        if (all.IsPresent)
        {
            return all.FindAll(_event.Json, name, comparison);
        }

        return last.Find(_event.Json, name, comparison) is { } text ? [text] : null;
    }
}
