using System.Globalization;
using WsScaffold.Events;
using WsScaffold.Net.SigV4;

namespace WsScaffold.ManagementApi;

/// <summary>Signs the requests to an endpoint with the credentials of the function, which are read at the first request.</summary>
internal sealed class RequestSigner(Func<string, string?> environment, TimeProvider clock)
{
    private const string Service = "execute-api";

    private Identity? _identity;
    private SigningKey? _key;
    private Timestamp? _timestamp;

    /// <summary>Signs a request.</summary>
    /// <returns>The signature; <see langword="null"/> if the endpoint is a gateway on this machine and there are no credentials.</returns>
    /// <exception cref="InvalidOperationException">There are no credentials, or the region is unknown.</exception>
    public RequestSignature? Sign(CallbackEndpoint endpoint, string method, string path, ReadOnlySpan<byte> payload)
    {
        var identity = _identity ??= Identity.Read(environment);
        if (endpoint.IsLocal && !identity.IsComplete)
        {
            return null;
        }

        var timestamp = TimestampOf(clock.GetUtcNow());
        var key = KeyOf(timestamp.AsSpan(0, 8), identity);
        return new(timestamp, key.SessionToken, SigV4Signer.Sign(key, method, path, endpoint.Host, timestamp, payload));
    }

    // All requests within one second share the text of the timestamp.
    private string TimestampOf(DateTimeOffset now)
    {
        var second = now.UtcTicks / TimeSpan.TicksPerSecond;
        var latest = _timestamp;
        if (latest is null || latest.Second != second)
        {
            _timestamp = latest = new(second, now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        }

        return latest.Text;
    }

    // Two requests may derive the same key at the same time; the result is the same.
    private SigningKey KeyOf(ReadOnlySpan<char> date, Identity identity)
    {
        var key = _key;
        return key is not null && date.SequenceEqual(key.Date)
            ? key
            : _key = SigningKey.Derive(identity.RequireCredentials(), identity.RequireRegion(), Service, date.ToString());
    }

    private sealed record Timestamp(long Second, string Text);

    private sealed class Identity(AwsCredentials? credentials, string? region)
    {
        public bool IsComplete => credentials is not null && region is not null;

        public static Identity Read(Func<string, string?> environment)
        {
            var region = environment(CallbackEndpoint.RegionVariable);
            return new(AwsCredentials.Find(environment), string.IsNullOrEmpty(region) ? null : region);
        }

        public AwsCredentials RequireCredentials() =>
            credentials
            ?? throw new InvalidOperationException(
                "There are no AWS credentials for calling @connections. Lambda sets AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and "
                    + "AWS_SESSION_TOKEN; set them when you run the app elsewhere."
            );

        public string RequireRegion() =>
            region
            ?? throw new InvalidOperationException(
                $"The AWS region for signing @connections requests is unknown. Lambda sets {CallbackEndpoint.RegionVariable}; set it "
                    + $"when you run the app elsewhere."
            );
    }
}
