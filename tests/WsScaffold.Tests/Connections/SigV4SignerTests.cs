using System.Text;
using CsCheck;
using WsScaffold.Net.SigV4;

namespace WsScaffold.Tests.Connections;

public sealed class SigV4SignerTests
{
    private const string AccessKeyId = "AKIDEXAMPLE";
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    // The session token of AWS's published test suite for Signature Version 4.
    private const string SuiteToken =
        "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUu"
        + "wthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQc"
        + "HNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/o"
        + "LxBA==";

    [Theory]
    [InlineData("GET", "/", null, "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("POST", "/", null, "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData(
        "GET",
        "/-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        null,
        "98964e1079ce472101899439653197a4f6e602f30cd6aaf6c76d81b4fd9866fe"
    )]
    [InlineData("GET", "/\u1234", null, "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85")]
    [InlineData("POST", "/", SuiteToken, "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead")]
    public void Signs_the_cases_of_the_published_test_suite(string method, string path, string? token, string signature)
    {
        var key = SigningKey.Derive(new AwsCredentials(AccessKeyId, Secret, token), "us-east-1", "service", "20150830");

        var authorization = SigV4Signer.Sign(key, method, path, "example.amazonaws.com", "20150830T123600Z", []);

        var signedHeaders = token is null ? "host;x-amz-date" : "host;x-amz-date;x-amz-security-token";
        Assert.Equal(
            $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders={signedHeaders}, "
                + $"Signature={signature}",
            authorization);
    }

    // The expected values are botocore 1.43's (SigV4Auth.add_auth over an AWSRequest, its clock set to the timestamp below).
    [Theory]
    [InlineData(
        "POST",
        "abcdef1234.execute-api.ap-northeast-1.amazonaws.com",
        "/production/@connections/PJqB0fHsqRcCHlw%3D",
        "ap-northeast-1",
        null,
        "hello",
        "60850bec6bff214550c5d5718d507414ad15b826a542cea97bdcc080ce2ba1d6"
    )]
    [InlineData(
        "GET",
        "abcdef1234.execute-api.ap-northeast-1.amazonaws.com",
        "/production/@connections/PJqB0fHsqRcCHlw%3D",
        "ap-northeast-1",
        null,
        "",
        "23d0b7158d2c4c7283e639e38bb20a7e007c56419bc26cdde377e293b4f5beee"
    )]
    [InlineData(
        "DELETE",
        "abcdef1234.execute-api.ap-northeast-1.amazonaws.com",
        "/production/@connections/gTg3TG75DQAYKABzSA%3D%3D",
        "ap-northeast-1",
        null,
        "",
        "d43104f0eb0925176a232852e5e27f526e4238debbfafd744a2c486392512b25"
    )]
    [InlineData(
        "POST",
        "abcdef1234.execute-api.eu-west-1.amazonaws.com",
        "/test/@connections/PJqB0-Hs_RcCHlw%3D",
        "eu-west-1",
        "IQoJb3JpZ2luX2VjEXAMPLE//token+==",
        "{\"text\":\"h\u00e9llo\"}",
        "28e15602e6347395f1de7ff5628129f4e9d5660fa3e407978a4ce4d0ca4c1879"
    )]
    [InlineData(
        "POST",
        "127.0.0.1:5080",
        "/local/@connections/abc%3D",
        "us-east-1",
        null,
        "x",
        "191a35dfbd0c7add8cacea0afaac06a065365779b119955e25b462455a5a8257"
    )]
    [InlineData(
        "POST",
        "ws.example.com",
        "/chat/v1/@connections/a%2Fb%25c%20%C3%A9",
        "cn-north-1",
        "tok",
        "",
        "6ae97140ed90c8bfad505f9fd8888cdafc4a43d47d8b173b12779038b9284302"
    )]
    [InlineData(
        "POST",
        "ws.example.com:8443",
        "/@connections/abc%3D",
        "us-gov-west-1",
        null,
        "{}",
        "b4d6083146a305eeff1d24539627e6cc450ef4e6566dc0e0b36595c1a5bc0d72"
    )]
    public void Signs_as_botocore_does(string method, string host, string path, string region, string? token, string body, string signature)
    {
        var key = SigningKey.Derive(new AwsCredentials(AccessKeyId, Secret, token), region, "execute-api", "20261122");

        var authorization = SigV4Signer.Sign(key, method, path, host, "20261122T194205Z", Encoding.UTF8.GetBytes(body));

        Assert.Equal(signature, authorization[^64..]);
        Assert.StartsWith(
            $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/{region}/execute-api/aws4_request, ",
            authorization,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void One_key_signs_on_many_threads_at_once()
    {
        var key = SigningKey.Derive(new AwsCredentials(AccessKeyId, Secret, SuiteToken), "us-east-1", "execute-api", "20261122");
        var bodies = Enumerable.Range(0, 500).Select(number => Encoding.UTF8.GetBytes($"message {number}")).ToArray();
        string Sign(byte[] body) =>
            SigV4Signer.Sign(key, "POST", "/production/@connections/abc%3D", "example.com", "20261122T194205Z", body);
        var expected = bodies.Select(Sign).ToArray();

        var actual = new string[bodies.Length];
        Parallel.For(0, bodies.Length, i => actual[i] = Sign(bodies[i]));

        Assert.Equal(expected, actual);
        Assert.Equal(bodies.Length, expected.Distinct().Count());
    }

    [Theory]
    [InlineData("/production/@connections/PJqB0fHsqRcCHlw%3D", "/production/%40connections/PJqB0fHsqRcCHlw%253D")]
    [InlineData("/test/@connections/abc=", "/test/%40connections/abc%3D")]
    [InlineData("/test/%40connections/abc%3D", "/test/%2540connections/abc%253D")]
    [InlineData("/\u00e9\ud83d\ude00", "/%C3%A9%F0%9F%98%80")]
    public void The_canonical_URI_is_the_path_as_sent_encoded_once_more(string path, string canonical) =>
        Assert.Equal(canonical, SigV4Signer.CanonicalUri(path));

    [Fact]
    public void The_canonical_URI_of_any_path_decodes_to_the_path()
    {
        Gen.String.Sample(
            text =>
            {
                // A lone surrogate has no UTF-8 and cannot come back.
                var path = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
                var canonical = SigV4Signer.CanonicalUri(path);
                return Uri.UnescapeDataString(canonical) == path
                    && canonical.All(c => char.IsAsciiLetterOrDigit(c) || "-._~/%".Contains(c, StringComparison.Ordinal));
            },
            iter: 2000);
    }

    [Fact]
    public void Unreserved_characters_are_never_encoded()
    {
        Gen.String["-._~/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"]
            .Sample(path => SigV4Signer.CanonicalUri(path) == path, iter: 500);
    }

    [Fact]
    public void A_body_of_any_size_and_a_long_session_token_are_signed()
    {
        var key = SigningKey.Derive(
            new AwsCredentials(AccessKeyId, Secret, new string('t', 12_000)),
            "us-east-1",
            "execute-api",
            "20261122"
        );

        var authorization = SigV4Signer.Sign(key, "POST", "/" + new string('\uffff', 4000), "h", "20261122T194205Z", new byte[131_072]);

        Assert.Matches("Signature=[0-9a-f]{64}$", authorization);
    }
}
