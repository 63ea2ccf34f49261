using System.Security.Cryptography;
using System.Text;

namespace ColdAndWarm.FakeLambda;

/// <summary>
/// Recomputes the <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">SigV4</see>
/// signature of a push as API Gateway would. Unsigned or wrongly signed pushes would make a contender cheaper than it is.
/// </summary>
internal sealed class PushSignature(string secretAccessKey)
{
    private const string Algorithm = "AWS4-HMAC-SHA256 ";

    /// <exception cref="InvalidDataException">The signature is missing or wrong.</exception>
    public void Check(HttpRequest request)
    {
        var authorization = request.Header("Authorization");
        if (authorization is null || !authorization.StartsWith(Algorithm, StringComparison.Ordinal))
        {
            throw new InvalidDataException("A push is not signed.");
        }

        var parts = authorization[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var scope = parts["Credential"][(parts["Credential"].IndexOf('/', StringComparison.Ordinal) + 1)..];
        var canonicalRequest = CanonicalRequest(request, parts["SignedHeaders"]);
        var stringToSign = $"AWS4-HMAC-SHA256\n{request.Header("x-amz-date")}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Utf8(canonicalRequest)))}";
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(KeyFor(scope), Utf8(stringToSign)));
        if (parts["Signature"] != expected)
        {
            throw new InvalidDataException($"A push is signed wrongly. Its canonical request should be:\n{canonicalRequest}");
        }
    }

    private static string CanonicalRequest(HttpRequest request, string signedHeaders)
    {
        var path = string.Join('/', request.Target.Split('/').Select(Uri.EscapeDataString));
        var headers = string.Concat(signedHeaders.Split(';').Select(name => $"{name}:{request.Header(name)}\n"));
        return $"{request.Method}\n{path}\n\n{headers}\n{signedHeaders}\n{Convert.ToHexStringLower(SHA256.HashData(request.Body.Span))}";
    }

    private byte[] KeyFor(string scope) =>
        scope.Split('/').Aggregate(Utf8("AWS4" + secretAccessKey), (key, part) => HMACSHA256.HashData(key, Utf8(part)));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
