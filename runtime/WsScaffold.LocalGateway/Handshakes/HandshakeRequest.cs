using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using WsScaffold.Gateway.Events;
using WsScaffold.Gateway.Http;

namespace WsScaffold.Gateway.Handshakes;

/// <summary>
/// Reads the opening handshake of <see href="https://www.rfc-editor.org/rfc/rfc6455#section-4.2">RFC 6455</see>, and the headers and
/// query parameters that events repeat.
/// </summary>
internal static class HandshakeRequest
{
    private const string Version = "13";
    private const int KeyBytes = 16;
    private static readonly byte[] _keySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8.ToArray();

    /// <summary>Whether the request is an upgrade to version 13 of the WebSocket protocol, the only version.</summary>
    public static bool IsUpgrade(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && Tokens(request.Headers.Connection).Contains("Upgrade", StringComparer.OrdinalIgnoreCase)
        && Tokens(request.Headers.Upgrade).Contains("websocket", StringComparer.OrdinalIgnoreCase)
        && request.Headers.SecWebSocketVersion == Version;

    /// <summary>Whether the client's key consists of 16 bytes in base64.</summary>
    public static bool HasKey(HttpRequest request) =>
        Base64.IsValid(request.Headers.SecWebSocketKey.ToString(), out var length) && length == KeyBytes;

    /// <summary>The value of <c>Sec-WebSocket-Accept</c>, which proves to the client that the server read its key.</summary>
#pragma warning disable CA5350 // The RFC requires SHA-1, and no secret depends on it.
    public static string Accept(HttpRequest request) =>
        Convert.ToBase64String(SHA1.HashData([.. Encoding.ASCII.GetBytes(request.Headers.SecWebSocketKey.ToString()), .. _keySuffix]));
#pragma warning restore CA5350

    /// <summary>The headers of the connect event: those of the authorizer event without <c>Connection</c> and <c>Upgrade</c>.</summary>
    public static IEnumerable<NameValues> ConnectHeaders(IEnumerable<NameValues> headers) => headers.Where(static header =>
        !header.Name.Equals("Connection", StringComparison.OrdinalIgnoreCase)
        && !header.Name.Equals("Upgrade", StringComparison.OrdinalIgnoreCase));

    /// <summary>The headers of the authorizer event: the client's headers and those that API Gateway adds.</summary>
    public static IReadOnlyList<NameValues> EventHeaders(HttpRequest request, string sourceIp, int port, string traceRoot)
    {
        var names = request.HttpContext.Features.Get<RequestHeadRecorder>()?.HeaderNames() ?? [];
        HashSet<string> replaced = new(StringComparer.OrdinalIgnoreCase)
        {
            "X-Amzn-Trace-Id", "X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto",
        };
        return [.. request.Headers
            .Where(header => !replaced.Contains(header.Key) && header.Value.Count > 0)
            .Select(header => new NameValues(
                names.TryGetValue(header.Key, out var asSent) ? asSent : header.Key, [.. header.Value.Select(value => value ?? "")]))
            .Concat([
                new("X-Amzn-Trace-Id", [traceRoot]),
                new("X-Forwarded-For", [sourceIp]),
                new("X-Forwarded-Port", [$"{port}"]),
                new("X-Forwarded-Proto", ["http"]),
            ])];
    }

    /// <summary>The decoded query parameters, grouped by name, in the order in which the names first appear.</summary>
    public static IReadOnlyList<NameValues> EventQuery(HttpRequest request)
    {
        var parameters = new OrderedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var parameter in new QueryStringEnumerable(request.QueryString.Value))
        {
            var name = parameter.DecodeName().ToString();
            if (!parameters.TryGetValue(name, out var values))
            {
                parameters.Add(name, values = []);
            }

            values.Add(parameter.DecodeValue().ToString());
        }

        return [.. parameters.Select(parameter => new NameValues(parameter.Key, parameter.Value))];
    }

    private static IEnumerable<string> Tokens(Microsoft.Extensions.Primitives.StringValues header) =>
        header.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries));
}
