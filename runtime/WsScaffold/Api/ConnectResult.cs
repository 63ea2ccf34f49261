using System.Buffers;

namespace WsScaffold;

/// <summary>
/// What a <c>$connect</c> handler decides about the handshake. The <see langword="default"/> accepts.
/// </summary>
public readonly record struct ConnectResult
{
    private readonly int _statusCode;

    private ConnectResult(int statusCode, string? subprotocol)
    {
        _statusCode = statusCode;
        Subprotocol = subprotocol;
    }

    /// <summary>The status code of the handshake: 200 to accept (the client sees 101), else what the client sees.</summary>
    public int StatusCode => _statusCode == 0 ? 200 : _statusCode;

    /// <summary>The subprotocol that was agreed on, or <see langword="null"/> for none.</summary>
    public string? Subprotocol { get; }

    /// <summary>Opens the connection.</summary>
    /// <param name="subprotocol">
    /// One of <see cref="HandshakeContext.Subprotocols"/>, echoed in <c>Sec-WebSocket-Protocol</c>. A browser that offered
    /// subprotocols drops the connection when none is accepted.
    /// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html">subprotocols</see>.
    /// </param>
    /// <returns>The result to return from the handler.</returns>
    /// <exception cref="ArgumentException"><paramref name="subprotocol"/> is not one token (a comma list breaks browsers).</exception>
    public static ConnectResult Accept(string? subprotocol = null)
    {
        if (subprotocol is not null && !IsToken(subprotocol))
        {
            throw new ArgumentException($"'{subprotocol}' is not a subprotocol: accept one of ConnectContext.Subprotocols.", nameof(subprotocol));
        }

        return new(200, subprotocol);
    }

    /// <summary>Refuses the connection.</summary>
    /// <param name="statusCode">What the client sees, 300 to 599; 403 unless told otherwise.</param>
    /// <returns>The result to return from the handler.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="statusCode"/> is below 300 or above 599.</exception>
    public static ConnectResult Reject(int statusCode = 403)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 599);
        return new(statusCode, null);
    }

    // RFC 9110 token: what Sec-WebSocket-Protocol may hold.
    private static readonly SearchValues<char> _tokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static bool IsToken(string value) => value.Length > 0 && !value.AsSpan().ContainsAnyExcept(_tokenCharacters);
}
