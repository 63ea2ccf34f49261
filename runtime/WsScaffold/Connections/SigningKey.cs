using System.Security.Cryptography;
using System.Text;

namespace WsScaffold.Connections;

/// <summary>
/// What Signature Version 4 derives from the secret for one day, region and service: worth keeping, since it costs four
/// of the five HMACs of a signature.
/// </summary>
internal sealed class SigningKey
{
    private readonly byte[] _key;

    private SigningKey(AwsCredentials credentials, string region, string service, string date)
    {
        Date = date;
        SessionToken = credentials.SessionToken;
        Scope = $"{date}/{region}/{service}/aws4_request";
        AuthorizationPrefix =
            $"AWS4-HMAC-SHA256 Credential={credentials.AccessKeyId}/{Scope}, SignedHeaders={SignedHeaders}, Signature=";
        _key = DeriveKey(credentials.SecretAccessKey, date, region, service);
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

    public void Sign(ReadOnlySpan<byte> stringToSign, Span<byte> signature) =>
        HMACSHA256.HashData(_key, stringToSign, signature);

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
