using System.Buffers;
using System.Text;

namespace WsScaffold.ManagementApi;

/// <summary>Where the connections of one stage are managed. Requests are signed for its host and no other.</summary>
internal sealed class CallbackEndpoint
{
    public const string RegionVariable = "AWS_REGION";

    private const int MaxStageLength = 128;
    private const int MaxLabelLength = 63;

    private static readonly SearchValues<byte> _apiId = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz"u8);
    private static readonly SearchValues<char> _region = SearchValues.Create("-0123456789abcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<byte> _stage =
        SearchValues.Create("-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    // What is signed is what is sent: Uri must not mend the path in between.
    private static readonly UriCreationOptions _pathAsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly string _origin;
    private readonly string _connectionsPath;

    private CallbackEndpoint(Uri url)
    {
        Host = url.HostNameType == UriHostNameType.IPv6 ? $"[{url.IdnHost}]" : url.IdnHost;
        if (!url.IsDefaultPort)
        {
            Host = string.Create(null, $"{Host}:{url.Port}");
        }

        IsLocal = url.Scheme == Uri.UriSchemeHttp;
        _origin = $"{url.Scheme}://{Host}";
        Url = new Uri(_origin + url.AbsolutePath.TrimEnd('/'));
        _connectionsPath = url.AbsolutePath.TrimEnd('/') + "/@connections/";
    }

    /// <summary>The URL without <c>/@connections</c>.</summary>
    public Uri Url { get; }

    /// <summary>The <c>Host</c> header: the port is in it unless it is the scheme's own.</summary>
    public string Host { get; }

    /// <summary>Whether it is a gateway on this machine, which is spoken to in clear text.</summary>
    public bool IsLocal { get; }

    /// <summary>An endpoint that was configured.</summary>
    /// <exception cref="FormatException">Requests cannot be sent, or must not be signed, for this URL; the message says what to write.</exception>
    public static CallbackEndpoint FromUrl(Uri url)
    {
        var fault =
            !url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) ? "is not an absolute https URL"
            : url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback ? "is http: credentials are not sent in clear text, except to this machine"
            : url.UserInfo.Length > 0 ? "holds a user name"
            : url.Query.Length > 0 || url.Fragment.Length > 0 ? "holds a query or a fragment"
            : url.AbsolutePath.Contains("@connections", StringComparison.Ordinal) ? "holds /@connections, which is added for each call"
            : null;
        return fault is null
            ? new CallbackEndpoint(url)
            : throw new FormatException($"The callback URL {fault}. Write https://{{apiId}}.execute-api.{{region}}.amazonaws.com/{{stage}}, or the custom domain with its mapping key.");
    }

    /// <summary>The endpoint of the API that an event says it comes from.</summary>
    /// <exception cref="FormatException">
    /// One of the values is not of the form that AWS gives it. An event can be forged by whoever may invoke the function,
    /// and must not draw signed requests to another host.
    /// </exception>
    public static CallbackEndpoint FromEvent(ReadOnlySpan<byte> apiId, ReadOnlySpan<byte> stage, string region)
    {
        var fault =
            apiId.Length is 0 or > MaxLabelLength || apiId.ContainsAnyExcept(_apiId) ? "the event's apiId is not made of lower-case letters and digits"
            : stage.Length is 0 or > MaxStageLength || stage.ContainsAnyExcept(_stage) ? "the event's stage is not made of letters, digits, '-' and '_'"
            : region.Length is 0 ? $"{RegionVariable} is not set"
            : region.Length > MaxLabelLength || region.AsSpan().ContainsAnyExcept(_region) ? $"{RegionVariable} is not made of lower-case letters, digits and '-'"
            : null;
        if (fault is not null)
        {
            throw new FormatException($"There is no telling where connections are managed: {fault}.");
        }

        var suffix = region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";
        return new(new Uri($"https://{Encoding.ASCII.GetString(apiId)}.execute-api.{region}.{suffix}/{Encoding.ASCII.GetString(stage)}"));
    }

    /// <summary>The path of a connection, as it goes over the wire: the ID is opaque, and its <c>=</c> is encoded.</summary>
    public string PathOf(string connectionId) => _connectionsPath + Uri.EscapeDataString(connectionId);

    /// <summary>The URL of a path of <see cref="PathOf"/>.</summary>
    public Uri UrlOf(string path) => new(_origin + path, _pathAsWritten);
}
