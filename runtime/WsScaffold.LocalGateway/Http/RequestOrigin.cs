using System.Net;
using Microsoft.AspNetCore.Http;

namespace WsScaffold.Gateway.Http;

/// <summary>
/// Keeps web pages out that the developer happens to visit: they may reach a server on this machine, by its address or, with
/// <see href="https://en.wikipedia.org/wiki/DNS_rebinding">DNS rebinding</see>, by a name of their own.
/// </summary>
internal sealed class RequestOrigin(IPAddress address, IEnumerable<string> allowedHosts, IEnumerable<string> allowedOrigins)
{
    private readonly HashSet<string> _hosts = new(allowedHosts, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _origins = new(allowedOrigins, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the request names this machine: a listed host, localhost, or an address that the gateway listens on.</summary>
    public bool IsHostAllowed(HttpRequest request)
    {
        var host = request.Host.Host;
        if (_hosts.Contains(host) || host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // An address cannot be rebound, so beyond loopback any will do: which ones are this machine's is not worth finding out.
        return IPAddress.TryParse(host, out var named) && (IPAddress.IsLoopback(named) || !IPAddress.IsLoopback(address));
    }

    /// <summary>Whether a handshake may come from its page: no page at all, one of this gateway, or a listed one.</summary>
    public bool IsOriginAllowed(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || origin.Equals($"http://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)
            || _origins.Contains(origin);
    }
}
