using System.Globalization;
using System.Net;

namespace WsScaffold.Lambda;

/// <summary>
/// The value of <c>AWS_LAMBDA_RUNTIME_API</c>: <c>host:port</c>, which test tools extend with a path (<c>host:port/function</c>).
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

    /// <summary>Host and port as given, for the <c>Host</c> header.</summary>
    public string Authority { get; }

    /// <summary>A host name or an IP address; IPv6 without brackets.</summary>
    public string Host { get; }

    public int Port { get; }

    /// <summary>The prefix of every path: empty, or with a slash at its start and none at its end.</summary>
    public string PathPrefix { get; }

    /// <exception cref="FormatException">The value is not an address.</exception>
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
            throw new FormatException(
                $"AWS_LAMBDA_RUNTIME_API is '{value}', which is not in the form host:port. "
                + "Lambda sets the variable; to run outside Lambda, unset it.");
        }

        return new(authority, host, port, prefix);
    }

    public override string ToString() => Authority + PathPrefix;
}
