using System.Net;
using Microsoft.AspNetCore.Http;

namespace WsScaffold.Gateway.Http;

/// <summary>
/// Rejects requests from unrelated web pages in the developer's browser. Such a page can reach a server on this machine by its
/// address or, with <see href="https://en.wikipedia.org/wiki/DNS_rebinding">DNS rebinding</see>, by the page's own host name.
/// </summary>
internal sealed class RequestOrigin(IPAddress address, IEnumerable<string> allowedHosts, IEnumerable<string> allowedOrigins)
{
    private readonly HashSet<string> _hosts = new(allowedHosts, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _origins = new(allowedOrigins, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the <c>Host</c> header names this machine: a listed host, localhost, or an IP address.</summary>
    public bool IsHostAllowed(HttpRequest request)
    {
        var host = request.Host.Host;
        if (_hosts.Contains(host) || host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // DNS rebinding needs a host name. So if the gateway listens beyond loopback, every address is accepted: finding out
        // which ones belong to this machine would add no protection.
        return IPAddress.TryParse(host, out var named) && (IPAddress.IsLoopback(named) || !IPAddress.IsLoopback(address));
    }

    /// <summary>Whether the handshake comes from a program other than a browser, or from the gateway's own or a listed origin.</summary>
    public bool IsOriginAllowed(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || origin.Equals($"http://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)
            || _origins.Contains(origin);
    }
}
