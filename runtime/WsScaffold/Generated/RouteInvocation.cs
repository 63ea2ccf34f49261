using System.Buffers;
using System.ComponentModel;
using System.Text;
using WsScaffold.Dispatch;
using WsScaffold.Events;

namespace WsScaffold.Generated;

/// <summary>
/// One event, from its bytes to the response: reads it, calls the generated dispatch, and writes what the handler responds or
/// why the request is rejected. Generated code binds a handler's parameters from it and gives it the response.
/// </summary>
/// <remarks>Later events reuse the object, so nothing of it may be kept.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class RouteInvocation
{
    private readonly AppServices _app;
    private readonly Func<RouteInvocation, ValueTask> _dispatch;
    private readonly Action<RouteInvocation> _release;
    private readonly WebSocketEvent _event = new();
    private readonly MessageBody _body;
    private readonly ResponseWriter _response = new();
    private LambdaInvocation? _invocation;
    private EventContext? _context;
    private RouteDescriptor? _route;
    private Rejection? _rejection;
    private ConnectResult _connectResult;
    private bool _isReusable = true;
    private bool _hasEnded;

    /// <param name="dispatch">The generated dispatch: calls the handler of the route key.</param>
    /// <param name="release">Takes the object back after an event, unless a later event must not reuse it.</param>
    internal RouteInvocation(AppServices app, Func<RouteInvocation, ValueTask> dispatch, Action<RouteInvocation> release)
    {
        _app = app;
        _dispatch = dispatch;
        _release = release;
        _body = new MessageBody(_event);
    }

    /// <summary>
    /// The route key, as UTF-8. The kind of the event decides first: a message never reaches the handlers of <c>$connect</c>
    /// and <c>$disconnect</c>, whatever its route key says, and an authorizer event reaches no route.
    /// </summary>
    public ReadOnlySpan<byte> RouteKey => _event.Kind switch
    {
        EventKind.Connect => "$connect"u8,
        EventKind.Disconnect => "$disconnect"u8,
        EventKind.Authorizer => default,
        _ => MessageRouteKey is var key && (key.SequenceEqual("$connect"u8) || key.SequenceEqual("$disconnect"u8)) ? "$default"u8 : key,
    };

    /// <summary>The event, for handlers and filters.</summary>
    /// <exception cref="ObjectDisposedException">The event has ended.</exception>
    public EventContext Context
    {
        get
        {
            ThrowIfEnded();
            return _context ??= _event.Kind switch
            {
                EventKind.Connect => new ConnectContext(_event, _invocation!),
                EventKind.Disconnect => new DisconnectContext(_event, _invocation!),
                EventKind.Authorizer => new AuthorizerContext(_event, _invocation!),
                _ => new MessageContext(_event, _invocation!, _body),
            };
        }
    }

    /// <summary>Fires shortly before the Lambda deadline.</summary>
    /// <exception cref="ObjectDisposedException">The event has ended.</exception>
    public CancellationToken CancellationToken
    {
        get
        {
            ThrowIfEnded();
            return _invocation!.CancellationToken;
        }
    }

    // The method that handles the event, for logs and errors; null before that is known.
    private string? Handler => _event.Kind == EventKind.Authorizer ? _app.Descriptor.Authorizer?.Handler : _route?.Handler;

    private ReadOnlySpan<byte> MessageRouteKey =>
        _event.RouteKey.IsEscaped ? Encoding.UTF8.GetBytes(_event.RouteKeyText) : _event.RouteKey.Raw(_event.Json);

    private bool HasForeignOrigin => OriginCheck.IsForeign(_event, _app.Descriptor);

    /// <summary>Sets the route that handles the event.</summary>
    /// <param name="index">Its index in <see cref="WebSocketApiDescriptor.Routes"/>.</param>
    public void SetRoute(int index) => _route = _app.Descriptor.Routes[index];

    /// <summary>
    /// Sets the route that handles the event, behind filters. A filter may stop waiting for the handler, which then still runs
    /// when the event has ended, so no later event may use its memory. A filter that does not call the handler of
    /// <c>$connect</c> rejects the handshake.
    /// </summary>
    /// <param name="index">Its index in <see cref="WebSocketApiDescriptor.Routes"/>.</param>
    public void SetFilteredRoute(int index)
    {
        SetRoute(index);
        _isReusable = false;
        _event.Own();
        if (_event.Kind == EventKind.Connect)
        {
            _connectResult = ConnectResult.Reject();
        }
    }

    /// <summary>Accepts the handshake unless the handler decides otherwise. Called right before the handler.</summary>
    /// <exception cref="ObjectDisposedException">The event has ended: a filter called the handler too late.</exception>
    public void AcceptHandshake()
    {
        ThrowIfEnded();
        _connectResult = default;
    }

    /// <summary>
    /// Called when no handler has the route key. A handshake is accepted and <c>$disconnect</c> ignored, as API Gateway does
    /// without these routes. A message fails, because API Gateway has a route that the function lacks. So does an authorizer
    /// event.
    /// </summary>
    /// <returns>A completed task.</returns>
    /// <exception cref="InvalidOperationException">The event is a message or an authorizer event.</exception>
    public ValueTask NotFoundAsync() =>
        _event.Kind switch
        {
            EventKind.Connect or EventKind.Disconnect => default,
            EventKind.Authorizer => throw new InvalidOperationException(
                "API Gateway sent an authorizer event, but no method is tagged [Authorizer]. Tag one, or remove the authorizer from the "
                    + "$connect route."
            ),
            _ => throw new InvalidOperationException(
                $"No handler has the route key '{_event.RouteKeyText}'. API Gateway has a route for it: deploy the function and the "
                    + $"routes together, or add a handler with [WebSocketRoute(\"{_event.RouteKeyText}\")]."
            ),
        };

    /// <summary>Opens the services of this event.</summary>
    /// <returns>The services, to dispose when the handler is done.</returns>
    public EventServices CreateServices() => new(_app.Provider, _app.Scopes);

    /// <summary>Handles an event and writes Lambda's response.</summary>
    /// <param name="lambdaEvent">The event. The memory must not change until the task completes.</param>
    internal async ValueTask RunAsync(ReadOnlyMemory<byte> lambdaEvent, LambdaInvocation invocation, IBufferWriter<byte> response)
    {
        _invocation = invocation;
        try
        {
            _event.Read(lambdaEvent);
            _app.ManagementApi?.Value.UseEvent(_event, invocation);
            await HandleAsync().ConfigureAwait(false);
            await CompleteAsync(response).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            if (e is not UnauthorizedException)
            {
                InvocationLog.Failed(
                    _app.Logger, Handler ?? _app.Descriptor.Name, _event.RouteKeyText, _event.RequestIdText, invocation.AwsRequestId, e);
            }

            throw;
        }
        finally
        {
            End();
        }
    }

    private ValueTask HandleAsync()
    {
        if (_event.Kind == EventKind.Connect && HasForeignOrigin)
        {
            Reject(new Rejection(403, "Forbidden"));
            return default;
        }

        if (_app.Tracker is not { } tracker)
        {
            return DispatchAsync();
        }

        // It flows, so that Others in work that outlives this invocation still leaves out the right connection.
        _invocation!.ConnectionId = _event.ConnectionIdText;
        InvocationContext.Flow(_invocation);
        return tracker.Tracks(_event) ? TrackAsync(tracker) : DispatchAsync();
    }

    private async ValueTask TrackAsync(ConnectionTracker tracker)
    {
        var isOpen = await tracker.BeforeHandlerAsync(_event, _invocation!).ConfigureAwait(false);
        if (isOpen)
        {
            var hasHandled = false;
            try
            {
                await DispatchAsync().ConfigureAwait(false);
                hasHandled = true;
            }
            finally
            {
                var succeeded = hasHandled && (_event.Kind != EventKind.Connect || AcceptsHandshake);
                isOpen = await tracker.AfterHandlerAsync(_event, _invocation!, succeeded).ConfigureAwait(false);
            }
        }

        if (!isOpen)
        {
            // $disconnect overtook $connect. API Gateway ignores the response.
            Reject(new Rejection(410, "The connection is closed"));
        }
    }

    private ValueTask DispatchAsync()
    {
        try
        {
            // Most handlers complete at once. The others are awaited, because they may still reject the request.
            var handled = _dispatch(this);
            return handled.IsCompletedSuccessfully ? handled : CatchRejectionAsync(handled);
        }
        catch (RouteException rejection)
        {
            Reject(rejection);
            return default;
        }
    }

    private async ValueTask CatchRejectionAsync(ValueTask handled)
    {
        try
        {
            await handled.ConfigureAwait(false);
        }
        catch (RouteException rejection)
        {
            Reject(rejection);
        }
    }

    private void End()
    {
        _hasEnded = !_isReusable;
        _context?.End();
        _context = null;
        _body.End(isShared: !_isReusable);
        _event.Clear();
        _route = null;
        _writeDecision = null;
        _rejection = null;
        _connectResult = default;
        _proxyStatus = 0;
        _invocation = null;
        _response.End();
        if (_isReusable)
        {
            _release(this);
        }
    }

    private void ThrowIfEnded() => ObjectDisposedException.ThrowIf(_hasEnded, this);
}
