using System.Buffers;
using WsScaffold.Dispatch;
using WsScaffold.Events;
using WsScaffold.Generated.Json;
using WsScaffold.Pushing;

namespace WsScaffold.Generated;

/// <summary>Takes the response of a handler or the rejection of a request, and completes the event with it.</summary>
public sealed partial class RouteInvocation
{
    private bool AcceptsHandshake => _rejection is null && _connectResult.StatusCode == 200;

    /// <summary>Responds with a value, in the API's envelope.</summary>
    /// <typeparam name="T">The response's type.</typeparam>
    /// <param name="value">The response; <see langword="null"/> for none.</param>
    /// <param name="contract">The generated code that writes it, and its contract.</param>
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

    /// <summary>Responds with a text, unchanged.</summary>
    /// <param name="value">The response; <see langword="null"/> for none.</param>
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

    /// <summary>Responds with UTF-8, unchanged.</summary>
    /// <param name="value">The response.</param>
    public void RespondUtf8(ReadOnlyMemory<byte> value) => _response.WriteUtf8(value.Span);

    /// <summary>Responds to a message that only keeps the connection alive.</summary>
    /// <param name="index">The route's index in <see cref="WebSocketApiDescriptor.Routes"/>.</param>
    /// <returns>A completed task.</returns>
    public ValueTask KeepAliveAsync(int index)
    {
        SetRoute(index);
        _response.WriteKeepAlive(_app.Descriptor.Envelope == Envelope.None ? default : RouteKey, CorrelationId.Find(_body.Utf8.Span));
        return default;
    }

    /// <summary>Accepts or rejects the handshake.</summary>
    /// <param name="result">The decision of the <c>$connect</c> handler.</param>
    public void CompleteConnect(ConnectResult result) => _connectResult = result;

    private void Reject(RouteException rejection) =>
        Reject(new Rejection(rejection.StatusCode, rejection.Message, Cause: rejection.InnerException));

    private void Reject(Rejection rejection) => _rejection = rejection;

    private ValueTask CompleteAsync(IBufferWriter<byte> destination)
    {
        if (_rejection is not null)
        {
            LogRejection(_rejection);
            if (_event.Kind == EventKind.Message)
            {
                return CompleteRejectedMessageAsync(destination);
            }
        }

        if (_writeDecision is not null)
        {
            _writeDecision(destination);
        }
        else
        {
            WriteResponse(destination, _response.Message);
        }

        return default;
    }

    private void LogRejection(Rejection rejection) => InvocationLog.Rejected(
        _app.Logger,
        _event.RouteKeyText,
        rejection.StatusCode,
        rejection.Reason,
        _event.RequestIdText,
        _event.ConnectionIdText,
        _event.User,
        rejection.Cause);

    // The client gets the error frame the way it would get the response; on a route without one, by a push.
    private async ValueTask CompleteRejectedMessageAsync(IBufferWriter<byte> destination)
    {
        _response.WriteRejection(
            _rejection!, _event.ConnectionIdText, _event.RequestIdText, _body.IsText ? CorrelationId.Find(_body.Utf8.Span) : default);
        if (_route is { HasRouteResponse: true })
        {
            WriteResponse(destination, _response.Message);
            return;
        }

        if (_route is { OneWay: false } && _app.Connections is { } connections)
        {
            await PushErrorFrameAsync(connections).ConfigureAwait(false);
        }

        WriteResponse(destination, null);
    }

    private async ValueTask PushErrorFrameAsync(IConnections connections)
    {
        ConnectionStatus? status = null;
        Exception? error = null;
        try
        {
            status = await connections.PostAsync(
                _event.ConnectionIdText, _response.Message!.Value, _invocation!.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Any type: IConnections can be the user's own. The handler has done its work in any case.
            error = e;
        }

        if (status != ConnectionStatus.Ok)
        {
            InvocationLog.ErrorFrameNotDelivered(_app.Logger, status, _event.RouteKeyText, _event.RequestIdText, error);
        }
    }

    private void WriteResponse(IBufferWriter<byte> destination, ReadOnlyMemory<byte>? message)
    {
        if (message is { Length: > MessageLimits.MaxMessageBytes })
        {
            throw new InvalidOperationException(
                $"The response of {_route?.Handler} has {message.Value.Length:N0} bytes, but API Gateway sends at most " +
                $"{MessageLimits.MaxMessageBytes:N0}. Send it in parts.");
        }

        var statusCode = _event.Kind == EventKind.Connect ? _rejection?.StatusCode ?? _connectResult.StatusCode
            : _proxyStatus == 0 || _rejection is not null ? 200
            : _proxyStatus;
        _response.WriteTo(destination, statusCode, _rejection is null ? _connectResult.Subprotocol : null, message);
    }
}
