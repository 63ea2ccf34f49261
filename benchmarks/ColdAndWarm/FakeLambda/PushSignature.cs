using System.Security.Cryptography;
using System.Text;

namespace ColdAndWarm.FakeLambda;

/// <summary>
/// Verifies the <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">SigV4</see>
/// signature of a push, as API Gateway does. A contender that does not sign its pushes correctly would seem faster than it is.
/// </summary>
internal sealed class PushSignature(string secretAccessKey)
{
    private const string Algorithm = "AWS4-HMAC-SHA256 ";

    /// <exception cref="InvalidDataException">The signature is missing or invalid.</exception>
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
        var requestHash = Convert.ToHexStringLower(SHA256.HashData(Utf8(canonicalRequest)));
        var stringToSign = $"AWS4-HMAC-SHA256\n{request.Header("x-amz-date")}\n{scope}\n{requestHash}";
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(KeyFor(scope), Utf8(stringToSign)));
        if (parts["Signature"] != expected)
        {
            throw new InvalidDataException($"The signature of a push is invalid. Its canonical request should be:\n{canonicalRequest}");
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
