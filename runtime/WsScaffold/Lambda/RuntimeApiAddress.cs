using System.Globalization;
using System.Net;

namespace WsScaffold.Lambda;

/// <summary>
/// The value of <c>AWS_LAMBDA_RUNTIME_API</c>: <c>host:port</c>, which test tools extend by a path (<c>host:port/function</c>).
/// </summary>
internal sealed class RuntimeApiAddress
{
    private const int HttpPort = 80;

    private RuntimeApiAddress(string authority, string host, int port, string pathPrefix)
    {
        Authority = authority;
        Host = host;
        Port = port;
        PathPrefix = pathPrefix;
    }

    /// <summary>Host and port as they were given, for the <c>Host</c> header.</summary>
    public string Authority { get; }

    /// <summary>A name or an address, IPv6 without its brackets.</summary>
    public string Host { get; }

    public int Port { get; }

    /// <summary>Goes before every path: empty, or starts with a slash and ends without one.</summary>
    public string PathPrefix { get; }

    /// <exception cref="FormatException">The value is no address.</exception>
    public static RuntimeApiAddress Parse(string value)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? value : value[..slash];
        var prefix = slash < 0 ? "" : value[slash..].TrimEnd('/');

        var colon = authority.LastIndexOf(':');
        var hasPort = colon > authority.LastIndexOf(']');
        var host = (hasPort ? authority[..colon] : authority).Trim('[', ']');
        var port = HttpPort;
        if (host.Length == 0
            || value.AsSpan().ContainsAnyExceptInRange('!', '~')
            || (hasPort && !int.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port))
            || port is < 1 or > IPEndPoint.MaxPort)
        {
            throw new FormatException($"AWS_LAMBDA_RUNTIME_API is '{value}', which is not host:port. Lambda sets it; to run outside Lambda, unset it.");
        }

        return new(authority, host, port, prefix);
    }

    public override string ToString() => Authority + PathPrefix;
}
