using System.Text.Unicode;
using WsScaffold.Events;

namespace WsScaffold.Generated;

/// <summary>Supports handlers that use the types of AWS's packages.</summary>
/// <remarks>Only the generated code of such handlers calls these members, so other APIs do not link them.</remarks>
public sealed partial class RouteInvocation
{
    private const string SubprotocolHeader = "Sec-WebSocket-Protocol";

    private int _proxyStatus;

    /// <summary>The event, for a proxy request.</summary>
    /// <exception cref="ObjectDisposedException">The event has ended.</exception>
    public ProxyEvent ProxyEvent
    {
        get
        {
            ThrowIfEnded();
            return new(_event);
        }
    }

    /// <summary>The invocation, for a Lambda context.</summary>
    /// <exception cref="ObjectDisposedException">The event has ended.</exception>
    public ProxyContext ProxyContext
    {
        get
        {
            ThrowIfEnded();
            return new(_invocation!, _app.LoggerFactory.CreateLogger(_app.Descriptor.Name));
        }
    }

    /// <summary>
    /// Responds as a proxy integration. On <c>$connect</c>, a status of 200 to 299 accepts the handshake, with the subprotocol of
    /// the header <c>Sec-WebSocket-Protocol</c>; any other status rejects it. On a message, the status is passed to API Gateway
    /// unchanged, and the body is the route response if the route has one. On <c>$disconnect</c>, the response is ignored.
    /// </summary>
    /// <param name="statusCode">The status; 0 if the handler returned null.</param>
    /// <param name="body">The body; <see langword="null"/> for none.</param>
    /// <param name="isBase64Encoded">Whether the body is base64-encoded.</param>
    /// <param name="headers">Headers with one value each.</param>
    /// <param name="multiValueHeaders">Headers with several values. They take precedence over the others.</param>
    /// <exception cref="InvalidOperationException">API Gateway does not accept the response.</exception>
    public void RespondProxy(
        int statusCode,
        string? body,
        bool isBase64Encoded,
        IDictionary<string, string>? headers,
        IDictionary<string, IList<string>>? multiValueHeaders)
    {
        if (_event.Kind == EventKind.Disconnect)
        {
            return;
        }

        if (statusCode is < 200 or > 599)
        {
            throw new InvalidOperationException(statusCode == 0
                ? $"{Handler} returned null, or an APIGatewayProxyResponse without a StatusCode, which API Gateway "
                    + "does not accept as a response. Set StatusCode to 200."
                : $"{Handler} returned an APIGatewayProxyResponse whose StatusCode is {statusCode}, which API "
                    + "Gateway does not accept. Use 200 to 599.");
        }

        if (_event.Kind == EventKind.Connect)
        {
            _connectResult = statusCode < 300
                ? ConnectResult.Accept(SubprotocolOf(headers, multiValueHeaders))
                : ConnectResult.Reject(statusCode);
            return;
        }

        _proxyStatus = statusCode;
        if (body is null || _route is { OneWay: true })
        {
            _response.Reset();
        }
        else if (isBase64Encoded)
        {
            _response.WriteUtf8(Decode(body));
        }
        else
        {
            _response.WriteText(body);
        }
    }

    private byte[] Decode(string body)
    {
        var bytes = new byte[body.Length];
        return Convert.TryFromBase64String(body, bytes, out var length) && Utf8.IsValid(bytes.AsSpan(0, length))
            ? bytes[..length]
            : throw new InvalidOperationException(
                $"{Handler} returned an APIGatewayProxyResponse with IsBase64Encoded, but its Body is not UTF-8 "
                + "text in base64. Set IsBase64Encoded to false, or encode UTF-8.");
    }

    private static string? SubprotocolOf(IDictionary<string, string>? headers, IDictionary<string, IList<string>>? multiValueHeaders)
    {
        var value = multiValueHeaders?.FirstOrDefault(static header => IsSubprotocol(header.Key)).Value?.FirstOrDefault()
            ?? headers?.FirstOrDefault(static header => IsSubprotocol(header.Key)).Value;
        return string.IsNullOrEmpty(value) ? null : value;
    }

    private static bool IsSubprotocol(string name) => name.Equals(SubprotocolHeader, StringComparison.OrdinalIgnoreCase);
}
