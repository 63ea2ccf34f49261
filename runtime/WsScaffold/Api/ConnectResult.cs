using System.Buffers;

namespace WsScaffold;

/// <summary>
/// The decision of a <c>$connect</c> handler about the handshake. The <see langword="default"/> value accepts it.
/// </summary>
public readonly record struct ConnectResult
{
    private readonly int _statusCode;

    private ConnectResult(int statusCode, string? subprotocol)
    {
        _statusCode = statusCode;
        Subprotocol = subprotocol;
    }

    /// <summary>
    /// The status code of the handshake: 200 if it is accepted (the client receives 101), otherwise the status that the client
    /// receives.
    /// </summary>
    public int StatusCode => _statusCode == 0 ? 200 : _statusCode;

    /// <summary>The accepted subprotocol; <see langword="null"/> without one.</summary>
    public string? Subprotocol { get; }

    /// <summary>Accepts the handshake.</summary>
    /// <param name="subprotocol">
    /// One of <see cref="HandshakeContext.Subprotocols"/>, returned in <c>Sec-WebSocket-Protocol</c>. A browser that offered
    /// subprotocols closes the connection if the response accepts none.
    /// See <see
    /// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html">subprotocols</see>.
    /// </param>
    /// <returns>The result to return from the handler.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="subprotocol"/> is not a single token. (Browsers do not accept a list.)
    /// </exception>
    public static ConnectResult Accept(string? subprotocol = null)
    {
        if (subprotocol is not null && !IsToken(subprotocol))
        {
            throw new ArgumentException(
                $"'{subprotocol}' is not a subprotocol. Accept one of ConnectContext.Subprotocols.", nameof(subprotocol));
        }

        return new(200, subprotocol);
    }

    /// <summary>Rejects the handshake.</summary>
    /// <param name="statusCode">The status that the client receives, 300 to 599. The default is 403.</param>
    /// <returns>The result to return from the handler.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="statusCode"/> is below 300 or above 599.</exception>
    public static ConnectResult Reject(int statusCode = 403)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 599);
        return new(statusCode, null);
    }

    // The characters of an RFC 9110 token, the form of a value in Sec-WebSocket-Protocol.
    private static readonly SearchValues<char> _tokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static bool IsToken(string value) => value.Length > 0 && !value.AsSpan().ContainsAnyExcept(_tokenCharacters);
}
