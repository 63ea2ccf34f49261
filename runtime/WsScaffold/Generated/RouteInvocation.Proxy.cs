using System.Text.Unicode;
using WsScaffold.Events;

namespace WsScaffold.Generated;

/// <summary>What handlers take and return that are written on AWS's packages.</summary>
/// <remarks>Only generated code of such handlers reaches it, so others don't link it.</remarks>
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
    /// Answers as a proxy integration does. <c>$connect</c>: a status of 200 to 299 accepts, with the subprotocol of the
    /// header <c>Sec-WebSocket-Protocol</c>; any other is the handshake's. A message: the status goes to API Gateway as it
    /// is, and the body is the route response, of a route that has one. <c>$disconnect</c>: nothing.
    /// </summary>
    /// <param name="statusCode">The status; 0 when nothing was returned.</param>
    /// <param name="body">The body; <see langword="null"/> for none.</param>
    /// <param name="isBase64Encoded">Whether the body is text in base64.</param>
    /// <param name="headers">Headers with one value each.</param>
    /// <param name="multiValueHeaders">Headers with all of their values; they go before the others.</param>
    /// <exception cref="InvalidOperationException">API Gateway takes no such answer.</exception>
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
                ? $"{Handler} returned null, or an APIGatewayProxyResponse without a StatusCode, and API Gateway "
                    + "takes neither for an answer. Set StatusCode to 200."
                : $"{Handler} returned an APIGatewayProxyResponse whose StatusCode is {statusCode}, which API "
                    + "Gateway takes for no answer. Use 200 to 599.");
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
                $"{Handler} returned an APIGatewayProxyResponse whose Body is said to be base64 and is no text in "
                + "base64, and clients get text. Set IsBase64Encoded to false, or encode UTF-8.");
    }

    private static string? SubprotocolOf(IDictionary<string, string>? headers, IDictionary<string, IList<string>>? multiValueHeaders)
    {
        var value = multiValueHeaders?.FirstOrDefault(static header => IsSubprotocol(header.Key)).Value?.FirstOrDefault()
            ?? headers?.FirstOrDefault(static header => IsSubprotocol(header.Key)).Value;
        return string.IsNullOrEmpty(value) ? null : value;
    }

    private static bool IsSubprotocol(string name) => name.Equals(SubprotocolHeader, StringComparison.OrdinalIgnoreCase);
}
