using System.Text;
using CsCheck;
using WsScaffold.Events;

namespace WsScaffold.Tests.Connections;

public sealed class CallbackEndpointTests
{
    [Theory]
    [InlineData(
        "https://abcdef1234.execute-api.eu-west-1.amazonaws.com/prod",
        "abcdef1234.execute-api.eu-west-1.amazonaws.com",
        "https://abcdef1234.execute-api.eu-west-1.amazonaws.com/prod/@connections/abc%3D"
    )]
    [InlineData(
        "https://abcdef1234.execute-api.eu-west-1.amazonaws.com/prod/",
        "abcdef1234.execute-api.eu-west-1.amazonaws.com",
        "https://abcdef1234.execute-api.eu-west-1.amazonaws.com/prod/@connections/abc%3D"
    )]
    [InlineData("https://ws.example.com", "ws.example.com", "https://ws.example.com/@connections/abc%3D")]
    [InlineData("https://ws.example.com/chat/v1", "ws.example.com", "https://ws.example.com/chat/v1/@connections/abc%3D")]
    [InlineData("https://ws.example.com:443/c", "ws.example.com", "https://ws.example.com/c/@connections/abc%3D")]
    [InlineData("https://ws.example.com:8443/c", "ws.example.com:8443", "https://ws.example.com:8443/c/@connections/abc%3D")]
    [InlineData("https://WS.Example.com/Key", "ws.example.com", "https://ws.example.com/Key/@connections/abc%3D")]
    [InlineData("https://ws.b\u00fccher.example/c", "ws.xn--bcher-kva.example", "https://ws.xn--bcher-kva.example/c/@connections/abc%3D")]
    [InlineData("http://127.0.0.1:5080/local", "127.0.0.1:5080", "http://127.0.0.1:5080/local/@connections/abc%3D")]
    [InlineData("http://localhost/local", "localhost", "http://localhost/local/@connections/abc%3D")]
    [InlineData("http://[::1]:5080/local", "[::1]:5080", "http://[::1]:5080/local/@connections/abc%3D")]
    public void A_configured_URL_is_used_with_or_without_a_trailing_slash(string url, string host, string connectionUrl)
    {
        var endpoint = CallbackEndpoint.FromUrl(new Uri(url));

        Assert.Equal(host, endpoint.Host);
        Assert.Equal(connectionUrl, endpoint.UrlOf(endpoint.PathOf("abc=")).AbsoluteUri);
        Assert.Equal(url.StartsWith("http:", StringComparison.Ordinal), endpoint.IsLocal);
    }

    [Theory]
    [InlineData("prod", "is not an absolute https URL")]
    [InlineData("wss://abcdef1234.execute-api.eu-west-1.amazonaws.com/prod", "is not an absolute https URL")]
    [InlineData("http://ws.example.com/prod", "is http: signed requests are only sent in clear text to this machine")]
    [InlineData("http://localhost.example.com/prod", "is http: signed requests are only sent in clear text to this machine")]
    [InlineData("http://127.0.0.1.example.com/prod", "is http: signed requests are only sent in clear text to this machine")]
    [InlineData("https://user:word@ws.example.com/prod", "contains a user name")]
    [InlineData("https://ws.example.com/prod?x=1", "contains a query or a fragment")]
    [InlineData("https://ws.example.com/prod#x", "contains a query or a fragment")]
    [InlineData("https://ws.example.com/prod/@connections", "contains /@connections, which is added for each call")]
    public void Another_URL_is_refused_with_what_to_write(string url, string fault)
    {
        var refusal = Assert.Throws<FormatException>(() => CallbackEndpoint.FromUrl(new Uri(url, UriKind.RelativeOrAbsolute)));

        Assert.Equal(
            $"The callback URL {fault}. Write https://{{apiId}}.execute-api.{{region}}.amazonaws.com/{{stage}}, or the custom domain "
                + $"with its mapping key.",
            refusal.Message);
    }

    [Theory]
    [InlineData("abcdef1234", "production", "ap-northeast-1", "https://abcdef1234.execute-api.ap-northeast-1.amazonaws.com/production")]
    [InlineData("abcdef1234", "Pre-prod_2", "cn-north-1", "https://abcdef1234.execute-api.cn-north-1.amazonaws.com.cn/Pre-prod_2")]
    [InlineData("abcdef1234", "prod", "us-gov-west-1", "https://abcdef1234.execute-api.us-gov-west-1.amazonaws.com/prod")]
    public void An_event_leads_to_its_API(string apiId, string stage, string region, string url) =>
        Assert.Equal(url, FromEvent(apiId, stage, region).Url.AbsoluteUri);

    [Theory]
    [InlineData("", "prod", "eu-west-1")]
    [InlineData("ABCDEF1234", "prod", "eu-west-1")]
    [InlineData("evil.example.com/", "prod", "eu-west-1")]
    [InlineData("evil.example.com#", "prod", "eu-west-1")]
    [InlineData("a@evil", "prod", "eu-west-1")]
    [InlineData("a:1", "prod", "eu-west-1")]
    [InlineData("a b", "prod", "eu-west-1")]
    [InlineData("a\n", "prod", "eu-west-1")]
    [InlineData("\uff41", "prod", "eu-west-1")]
    [InlineData("a0123456789012345678901234567890123456789012345678901234567890123", "prod", "eu-west-1")]
    [InlineData("abcdef1234", "", "eu-west-1")]
    [InlineData("abcdef1234", "..", "eu-west-1")]
    [InlineData("abcdef1234", "prod/../x", "eu-west-1")]
    [InlineData("abcdef1234", "prod?x", "eu-west-1")]
    [InlineData("abcdef1234", "prod%2f", "eu-west-1")]
    [InlineData("abcdef1234", "$default", "eu-west-1")]
    [InlineData("abcdef1234", "prod", "")]
    [InlineData("abcdef1234", "prod", "EU-WEST-1")]
    [InlineData("abcdef1234", "prod", "evil.example.com/")]
    public void An_event_that_AWS_would_not_send_is_refused(string apiId, string stage, string region) =>
        Assert.Throws<FormatException>(() => FromEvent(apiId, stage, region));

    [Fact]
    public void A_stage_has_at_most_128_characters()
    {
        Assert.EndsWith("/" + new string('s', 128), FromEvent("a", new string('s', 128), "r").Url.AbsoluteUri, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => FromEvent("a", new string('s', 129), "r"));
    }

    [Fact]
    public void No_event_leads_to_another_host_than_that_of_an_API()
    {
        Gen.Select(Gen.String, Gen.String).Sample(
            (apiId, stage) =>
            {
                try
                {
                    var url = FromEvent(apiId, stage, "eu-west-1").Url;
                    return url.Host == $"{apiId}.execute-api.eu-west-1.amazonaws.com" && url.AbsolutePath == "/" + stage;
                }
                catch (FormatException)
                {
                    return true;
                }
            },
            iter: 2000);
    }

    [Fact]
    public void Any_connection_ID_is_one_segment_of_the_path()
    {
        var endpoint = CallbackEndpoint.FromUrl(new Uri("https://ws.example.com/chat"));
        Gen.String[1, 40]
            .Sample(
                text =>
                {
                    var id = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
                    var path = endpoint.PathOf(id);
                    var url = endpoint.UrlOf(path);
                    return url.PathAndQuery == path
                        && url.Host == "ws.example.com"
                        && Uri.UnescapeDataString(path["/chat/@connections/".Length..]) == id
                        && !path["/chat/@connections/".Length..].Contains('/', StringComparison.Ordinal);
                },
                iter: 2000
            );
    }

    [Fact]
    public void A_region_that_is_not_set_is_named() =>
        Assert.Equal("AWS_REGION is not set", Assert.Throws<FormatException>(() => FromEvent("abc123", "production", "")).Message);

    private static CallbackEndpoint FromEvent(string apiId, string stage, string region) =>
        CallbackEndpoint.FromEvent(Encoding.UTF8.GetBytes(apiId), Encoding.UTF8.GetBytes(stage), region);
}
