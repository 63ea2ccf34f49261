using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StandIn.Connections;

/// <summary>
/// Signs requests to API Gateway with
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">SigV4</see>.
/// </summary>
internal sealed class RequestSigner(string accessKeyId, string secretAccessKey, string? sessionToken, string region)
{
    private const string Service = "execute-api";

    // All requests of a day use the same key.
    private volatile SigningKey? _key;

    public void Sign(HttpRequestMessage request, byte[] body, DateTime utcNow)
    {
        var uri = request.RequestUri!;
        var time = utcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var date = time[..8];
        var scope = $"{date}/{region}/{Service}/aws4_request";
        var signedHeaders = sessionToken is null ? "host;x-amz-date" : "host;x-amz-date;x-amz-security-token";
        var tokenLine = sessionToken is null ? "" : $"x-amz-security-token:{sessionToken}\n";

        var headers = $"host:{uri.Authority}\nx-amz-date:{time}\n{tokenLine}";
        var canonicalRequest = $"{request.Method.Method}\n{CanonicalPath(uri)}\n\n{headers}\n{signedHeaders}\n{Hash(body)}";
        var stringToSign = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonicalRequest))}";
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(KeyOf(date), Encoding.UTF8.GetBytes(stringToSign)));

        request.Headers.TryAddWithoutValidation("x-amz-date", time);
        if (sessionToken is not null)
        {
            request.Headers.TryAddWithoutValidation("x-amz-security-token", sessionToken);
        }

        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={accessKeyId}/{scope}, SignedHeaders={signedHeaders}, Signature={signature}");
    }

    /// <summary>The path with each segment percent-encoded a second time, as all services except S3 require.</summary>
    private static string CanonicalPath(Uri uri) =>
        string.Join('/', uri.AbsolutePath.Split('/').Select(Uri.EscapeDataString));

    private byte[] KeyOf(string date)
    {
        var key = _key;
        if (key is null || key.Date != date)
        {
            _key = key = new SigningKey(date, DeriveKey(date));
        }

        return key.Value;
    }

    private byte[] DeriveKey(string date)
    {
        var key = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secretAccessKey), Encoding.UTF8.GetBytes(date));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(region));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Service));
        return HMACSHA256.HashData(key, "aws4_request"u8);
    }

    private static string Hash(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));

    private sealed record SigningKey(string Date, byte[] Value);
}
