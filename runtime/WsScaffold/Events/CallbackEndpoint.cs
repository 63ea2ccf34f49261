using System.Buffers;
using System.Text;

namespace WsScaffold.Events;

/// <summary>The <c>@connections</c> endpoint of one stage. Requests are signed for its host only.</summary>
internal sealed class CallbackEndpoint
{
    public const string RegionVariable = "AWS_REGION";

    private const int MaxStageLength = 128;
    private const int MaxLabelLength = 63;

    private static readonly SearchValues<byte> _apiId = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz"u8);
    private static readonly SearchValues<char> _region = SearchValues.Create("-0123456789abcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<byte> _stage =
        SearchValues.Create("-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    // The signed path must be the sent path, so Uri must not normalize it.
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

    /// <summary>The <c>Host</c> header, with the port unless it is the default of the scheme.</summary>
    public string Host { get; }

    /// <summary>Whether the endpoint is a gateway on this machine, which is called over HTTP.</summary>
    public bool IsLocal { get; }

    /// <summary>Creates the endpoint of a configured URL.</summary>
    /// <exception cref="FormatException">
    /// Requests cannot be sent to, or must not be signed for, this URL. The message says what to write.
    /// </exception>
    public static CallbackEndpoint FromUrl(Uri url)
    {
        var fault =
            !url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) ? "is not an absolute https URL"
            : url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback ? "is http: signed requests are only sent in clear text to this machine"
            : url.UserInfo.Length > 0 ? "contains a user name"
            : url.Query.Length > 0 || url.Fragment.Length > 0 ? "contains a query or a fragment"
            : url.AbsolutePath.Contains("@connections", StringComparison.Ordinal) ? "contains /@connections, which is added for each call"
            : null;
        return fault is null
            ? new CallbackEndpoint(url)
            : throw new FormatException(
                $"The callback URL {fault}. Write https://{{apiId}}.execute-api.{{region}}.amazonaws.com/{{stage}}, or the custom "
                    + $"domain with its mapping key."
            );
    }

    /// <summary>Creates the endpoint of the API and stage that an event names.</summary>
    /// <exception cref="FormatException">
    /// A value does not have the form that AWS uses; the message names it. Callers with permission to invoke the function can forge
    /// events, and a forged event must not cause signed requests to another host.
    /// </exception>
    public static CallbackEndpoint FromEvent(ReadOnlySpan<byte> apiId, ReadOnlySpan<byte> stage, string region)
    {
        var fault =
            apiId.Length is 0 or > MaxLabelLength || apiId.ContainsAnyExcept(_apiId)
                ? "the event's apiId does not consist of lowercase letters and digits"
            : stage.Length is 0 or > MaxStageLength || stage.ContainsAnyExcept(_stage)
                ? "the event's stage does not consist of letters, digits, '-' and '_'"
            : region.Length is 0 ? $"{RegionVariable} is not set"
            : region.Length > MaxLabelLength || region.AsSpan().ContainsAnyExcept(_region)
                ? $"{RegionVariable} does not consist of lowercase letters, digits and '-'"
            : null;
        if (fault is not null)
        {
            throw new FormatException(fault);
        }

        var suffix = region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";
        return new(new Uri($"https://{Encoding.ASCII.GetString(apiId)}.execute-api.{region}.{suffix}/{Encoding.ASCII.GetString(stage)}"));
    }

    /// <summary>The path of a connection as sent. The ID is opaque, and its <c>=</c> is percent-encoded.</summary>
    public string PathOf(string connectionId) => _connectionsPath + Uri.EscapeDataString(connectionId);

    /// <summary>The URL for a result of <see cref="PathOf"/>.</summary>
    public Uri UrlOf(string path) => new(_origin + path, _pathAsWritten);
}
