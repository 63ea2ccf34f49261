using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace WsScaffold.Net.SigV4;

/// <summary>
/// The key that Signature Version 4 derives from the secret for one day, region and service. It is kept, because deriving it
/// takes four of the five HMACs of a signature.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "Shared for a day; a request may still use it when the day ends. The finalizer releases the hash.")]
internal sealed class SigningKey
{
    // Kept with its key: setting up OpenSSL's HMAC costs three times as much as the signature itself.
    private readonly IncrementalHash _hash;
    private readonly Lock _gate = new();

    private SigningKey(AwsCredentials credentials, string region, string service, string date)
    {
        Date = date;
        SessionToken = credentials.SessionToken;
        Scope = $"{date}/{region}/{service}/aws4_request";
        AuthorizationPrefix =
            $"AWS4-HMAC-SHA256 Credential={credentials.AccessKeyId}/{Scope}, SignedHeaders={SignedHeaders}, Signature=";
        _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, DeriveKey(credentials.SecretAccessKey, date, region, service));
    }

    /// <summary>The UTC day for which the key is valid, as <c>yyyyMMdd</c>.</summary>
    public string Date { get; }

    public string? SessionToken { get; }

    public string Scope { get; }

    public string SignedHeaders => SessionToken is null ? "host;x-amz-date" : "host;x-amz-date;x-amz-security-token";

    /// <summary>The <c>Authorization</c> header up to the signature.</summary>
    public string AuthorizationPrefix { get; }

    public static SigningKey Derive(AwsCredentials credentials, string region, string service, string date) =>
        new(credentials, region, service, date);

    /// <summary>Signs a text. Callable from any thread.</summary>
    public void Sign(ReadOnlySpan<byte> stringToSign, Span<byte> signature)
    {
        lock (_gate)
        {
            _hash.AppendData(stringToSign);
            _hash.GetHashAndReset(signature);
        }
    }

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html, "Derive a signing key"
    private static byte[] DeriveKey(string secret, string date, string region, string service)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in (ReadOnlySpan<string>)[date, region, service, "aws4_request"])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return key;
    }
}
