using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace WsScaffold.Net.SigV4;

/// <summary>
/// What Signature Version 4 derives from the secret for one day, region and service: worth keeping, since it costs four
/// of the five HMACs of a signature.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It is good for a day, and a request may still be signing when that ends: its finalizer frees what the hash holds.")]
internal sealed class SigningKey
{
    // Kept with the key in it: to set up OpenSSL's HMAC costs three times what the signature itself does.
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

    /// <summary>The UTC day that the key is good for, as <c>yyyyMMdd</c>.</summary>
    public string Date { get; }

    public string? SessionToken { get; }

    public string Scope { get; }

    public string SignedHeaders => SessionToken is null ? "host;x-amz-date" : "host;x-amz-date;x-amz-security-token";

    /// <summary>The <c>Authorization</c> header up to the signature.</summary>
    public string AuthorizationPrefix { get; }

    public static SigningKey Derive(AwsCredentials credentials, string region, string service, string date) =>
        new(credentials, region, service, date);

    /// <summary>Signs, on any thread.</summary>
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
