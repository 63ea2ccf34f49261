using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WsScaffold.ManagementApi;
using WsScaffold.Net.SigV4;

namespace WsScaffold.Tests.Connections;

/// <summary>What holds whatever carries the requests.</summary>
public abstract class ConnectionsClientTests
{
    private protected const string Id = "PJqB0fHsqRcCHlw=";
    private static readonly DateTimeOffset _now = new(2026, 11, 22, 19, 42, 5, TimeSpan.Zero);

    private readonly FakeLogger _logger = new();
    private protected readonly FakeTimeProvider _clock = new(_now);

    private protected abstract ManagementTransport CreateTransport(TimeProvider clock);

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_sends_the_message_and_nothing_but_the_message()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var client = Client(gateway.CallbackUrl);

        var status = await client.PostAsync(Id, "{\"text\":\"h\u00e9llo\"}"u8.ToArray(), Stop);

        Assert.Equal(ConnectionStatus.Ok, status);
        var request = Assert.Single(gateway.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/production/@connections/PJqB0fHsqRcCHlw%3D", request.Target);
        Assert.Equal("{\"text\":\"h\u00e9llo\"}", request.BodyText);
        Assert.Equal(
            ["authorization", "content-length", "host", "x-amz-date", "x-amz-security-token"],
            request.Headers.Select(h => h.Name.ToLowerInvariant()).Order(StringComparer.Ordinal));
        Assert.Equal($"127.0.0.1:{gateway.Port}", request["Host"]);
        Assert.Equal("20261122T194205Z", request["x-amz-date"]);
        Assert.Equal("the-token", request["x-amz-security-token"]);
    }

    [Fact]
    public async Task A_trace_in_progress_adds_no_headers()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var client = Client(gateway.CallbackUrl);
        using var trace = new Activity("a trace").SetIdFormat(ActivityIdFormat.W3C).Start();

        await client.DeleteAsync(Id, Stop);

        Assert.DoesNotContain(Assert.Single(gateway.Requests).Headers, h => h.Name.StartsWith("trace", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_signed_request_follows_no_redirect()
    {
        await using var gateway = new FakeApiGateway(_ => new Reply(
            "HTTP/1.1 307 Whatever\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
        ));
        using var client = Client(gateway.CallbackUrl);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(Id, "x"u8.ToArray(), Stop).AsTask());
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public async Task The_signature_covers_what_came_over_the_wire()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var client = Client(gateway.CallbackUrl);

        await client.PostAsync("a/b %=", "hello"u8.ToArray(), Stop);

        var request = Assert.Single(gateway.Requests);
        var key = SigningKey.Derive(new AwsCredentials("AKIDEXAMPLE", "the-secret", "the-token"), "eu-west-1", "execute-api", "20261122");
        Assert.Equal(
            SigV4Signer.Sign(key, request.Method, request.Target, request["Host"], request["x-amz-date"], request.Body),
            request["Authorization"]);
    }

    [Fact]
    public async Task The_signature_of_the_next_day_is_made_with_the_next_days_key()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var client = Client(gateway.CallbackUrl);

        await client.DeleteAsync(Id, Stop);
        _clock.Advance(TimeSpan.FromHours(5));
        await client.DeleteAsync(Id, Stop);

        Assert.Equal(
            [
                "Credential=AKIDEXAMPLE/20261122/eu-west-1/execute-api/aws4_request,",
                "Credential=AKIDEXAMPLE/20261123/eu-west-1/execute-api/aws4_request,",
            ],
            gateway.Requests.Select(r => r["Authorization"].Split(' ')[1])
        );
    }

    [Theory]
    [InlineData("PJqB0fHsqRcCHlw=", "PJqB0fHsqRcCHlw%3D")]
    [InlineData("gTg3TG75DQAYKABzSA==", "gTg3TG75DQAYKABzSA%3D%3D")]
    [InlineData("a-b_c.d~", "a-b_c.d~")]
    [InlineData("../../other", "..%2F..%2Fother")]
    [InlineData("a b?c#d%3D&+", "a%20b%3Fc%23d%253D%26%2B")]
    [InlineData("\u00e9\r\nHost: evil", "%C3%A9%0D%0AHost%3A%20evil")]
    public async Task A_connection_ID_is_one_encoded_segment_on_the_wire(string id, string segment)
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var client = Client(gateway.CallbackUrl);

        await client.PostAsync(id, "x"u8.ToArray(), Stop);

        Assert.Equal("/production/@connections/" + segment, Assert.Single(gateway.Requests).Target);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_ID_that_would_leave_the_path_is_gone_without_a_request(string id)
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var client = Client(gateway.CallbackUrl);

        Assert.Equal(ConnectionStatus.Gone, await client.PostAsync(id, "x"u8.ToArray(), Stop));
        Assert.Equal(ConnectionStatus.Gone, await client.DeleteAsync(id, Stop));
        Assert.Equal(new ConnectionLookup(ConnectionStatus.Gone, null), await client.GetAsync(id, Stop));
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public async Task An_empty_ID_is_the_callers_error()
    {
        using var client = Client(new Uri("http://127.0.0.1:1/local"));

        await Assert.ThrowsAsync<ArgumentException>(() => client.PostAsync("", default, Stop).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => client.DeleteAsync("", Stop).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync("", Stop).AsTask());
    }

    [Theory]
    [InlineData(200, "", null, ConnectionStatus.Ok)]
    [InlineData(204, "", null, ConnectionStatus.Ok)]
    [InlineData(410, "", "GoneException", ConnectionStatus.Gone)]
    [InlineData(410, "", null, ConnectionStatus.Gone)]
    [InlineData(403, "", "GoneException:http://internal.amazon.com/coral/", ConnectionStatus.Gone)]
    [InlineData(400, "{\"message\":\"Invalid connectionId: abc\"}", "BadRequestException", ConnectionStatus.Gone)]
    [InlineData(429, "{\"message\":\"Rate exceeded\"}", "LimitExceededException", ConnectionStatus.Throttled)]
    [InlineData(413, "{\"message\":\"x\"}", "PayloadTooLargeException", ConnectionStatus.PayloadTooLarge)]
    [InlineData(403, "{\"message\":\"Forbidden\"}", "ForbiddenException", ConnectionStatus.Forbidden)]
    [InlineData(403, "{\"message\":\"Missing Authentication Token\"}", "MissingAuthenticationTokenException", ConnectionStatus.Forbidden)]
    public async Task An_answer_becomes_a_status(int code, string body, string? errorType, ConnectionStatus expected)
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Of(code, body, errorType));
        using var client = Client(gateway.CallbackUrl);

        Assert.Equal(expected, await client.PostAsync(Id, "x"u8.ToArray(), Stop));
        Assert.Equal(expected, await client.DeleteAsync(Id, Stop));
        if (expected != ConnectionStatus.Ok)
        {
            Assert.Equal(new ConnectionLookup(expected, null), await client.GetAsync(Id, Stop));
        }

        Assert.Equal(1, gateway.Connections);
    }

    [Theory]
    [InlineData(500, "InternalServerErrorException", "500 InternalServerErrorException")]
    [InlineData(503, null, "503")]
    [InlineData(400, "BadRequestException", "400 BadRequestException")]
    [InlineData(404, null, "404")]
    [InlineData(301, null, "301")]
    [InlineData(502, "<script> of a proxy", "502")]
    public async Task Another_answer_is_an_exception_that_names_call_and_status_only(int code, string? errorType, string described)
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Of(code, "{\"message\":\"the body\"}", errorType));
        using var client = Client(gateway.CallbackUrl);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(Id, "the message"u8.ToArray(), Stop).AsTask());

        Assert.Equal($"POST @connections at {gateway.CallbackUrl} returned status {described}.", failure.Message);
        Assert.Equal(code, (int)failure.StatusCode!);
        Assert.DoesNotContain("the-", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("the message", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_logged_once_with_what_to_do()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Of(403, "{\"message\":\"secret\"}", "ForbiddenException"));
        using var client = Client(gateway.CallbackUrl);

        await client.PostAsync(Id, "x"u8.ToArray(), Stop);
        await client.PostAsync(Id, "x"u8.ToArray(), Stop);

        var line = Assert.Single(_logger.Collector.GetSnapshot());
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Equal(
            $"{gateway.CallbackUrl}/@connections rejected a call with 403 ForbiddenException. The function's role needs "
                + $"execute-api:ManageConnections on arn:aws:execute-api:{{region}}:{{account}}:{{apiId}}/{{stage}}/*/@connections/*, "
                + $"and the callback URL must name this API and stage.",
            line.Message);
    }

    [Fact]
    public async Task A_message_of_128_KB_is_sent()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var client = Client(gateway.CallbackUrl);

        Assert.Equal(ConnectionStatus.Ok, await client.PostAsync(Id, new byte[131_072], Stop));
        Assert.Equal(131_072, Assert.Single(gateway.Requests).Body.Length);
    }

    [Fact]
    public async Task A_message_over_128_KB_is_refused_without_a_request()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var client = Client(gateway.CallbackUrl);

        Assert.Equal(ConnectionStatus.PayloadTooLarge, await client.PostAsync(Id, new byte[131_073], Stop));
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public async Task A_get_reads_the_details()
    {
        await using var gateway = new FakeApiGateway(_ =>
            Reply.Of(
                200,
                """{"connectedAt":"2023-11-29T08:04:01.796Z","identity":{"sourceIp":"203.0.113.7","userAgent":"wscat/6"}"""
                    + ""","lastActiveAt":"2023-11-29T08:05:00Z"}"""
            )
        );
        using var client = Client(gateway.CallbackUrl);

        var lookup = await client.GetAsync(Id, Stop);

        Assert.Equal(
            new ConnectionLookup(
                ConnectionStatus.Ok,
                new ConnectionDetails(
                    new(2023, 11, 29, 8, 4, 1, 796, TimeSpan.Zero),
                    new(2023, 11, 29, 8, 5, 0, TimeSpan.Zero),
                    "203.0.113.7",
                    "wscat/6"
                )
            ),
            lookup
        );
        Assert.Equal("GET", Assert.Single(gateway.Requests).Method);
        Assert.Empty(gateway.Requests.Single().Body);
    }

    [Theory]
    [InlineData("""{}""", "")]
    [InlineData("""{"identity":{}}""", "")]
    [InlineData("""{"identity":null,"connectedAt":null,"lastActiveAt":1}""", "")]
    [InlineData("""{"identity":[{"sourceIp":"9"}],"sourceIp":"9","connectedAt":{"connectedAt":"2023-11-29T08:04:01Z"}}""", "")]
    [InlineData("""{"connectedAt":"yesterday","identity":{"more":{"sourceIp":"9"},"sourceIp":"1","userAgent":["9"]}}""", "1")]
    public async Task A_get_tolerates_what_is_missing_or_strange(string body, string sourceIp)
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Of(200, body));
        using var client = Client(gateway.CallbackUrl);

        Assert.Equal(new ConnectionDetails(default, default, sourceIp, ""), (await client.GetAsync(Id, Stop)).Connection);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"identity\":")]
    [InlineData("<html>")]
    public async Task A_get_that_is_no_JSON_object_is_an_exception_without_the_body(string body)
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Of(200, body));
        using var client = Client(gateway.CallbackUrl);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Id, Stop).AsTask());

        Assert.Equal("GET @connections returned status 200 with a body that is not a JSON object.", failure.Message);
    }

    [Fact]
    public async Task A_delete_sends_no_body()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Of(204));
        using var client = Client(gateway.CallbackUrl);

        Assert.Equal(ConnectionStatus.Ok, await client.DeleteAsync(Id, Stop));
        var request = Assert.Single(gateway.Requests);
        Assert.Equal("DELETE", request.Method);
        Assert.Empty(request.Body);
    }

    [Fact]
    public async Task Calls_share_a_connection()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var client = Client(gateway.CallbackUrl);

        for (var i = 0; i < 5; i++)
        {
            await client.PostAsync(Id, "x"u8.ToArray(), Stop);
        }

        Assert.Equal(1, gateway.Connections);
    }

    [Fact]
    public async Task A_post_that_meets_a_dying_kept_connection_is_sent_once_more()
    {
        await using var gateway = new FakeApiGateway(request => request is { Connection: 1, BodyText: "second" } ? Reply.Torn : Reply.Ok);
        using var client = Client(gateway.CallbackUrl);
        await client.PostAsync(Id, "first"u8.ToArray(), Stop);

        Assert.Equal(ConnectionStatus.Ok, await client.PostAsync(Id, "second"u8.ToArray(), Stop));
        Assert.Equal(["first", "second", "second"], gateway.Requests.Select(r => r.BodyText));
        Assert.Equal(2, gateway.Connections);
    }

    [Fact]
    public async Task A_post_on_a_new_connection_is_never_sent_twice()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Torn);
        using var client = Client(gateway.CallbackUrl);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(Id, "x"u8.ToArray(), Stop).AsTask());

        Assert.StartsWith($"POST @connections at {gateway.CallbackUrl} failed: ", failure.Message, StringComparison.Ordinal);
        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData("H")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345")]
    public async Task An_answer_that_breaks_off_is_an_exception_and_not_sent_again(string part)
    {
        await using var gateway = new FakeApiGateway(request => request.BodyText == "first" ? Reply.Ok : new Reply(part, ThenClose: true));
        using var client = Client(gateway.CallbackUrl);
        await client.PostAsync(Id, "first"u8.ToArray(), Stop);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(Id, "second"u8.ToArray(), Stop).AsTask());
        Assert.Equal(2, gateway.Requests.Count);
    }

    [Fact]
    public async Task After_a_long_pause_a_new_connection_is_opened()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var client = Client(gateway.CallbackUrl);

        await client.PostAsync(Id, "x"u8.ToArray(), Stop);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await client.PostAsync(Id, "x"u8.ToArray(), Stop);
        Assert.Equal(1, gateway.Connections);

        _clock.Advance(TimeSpan.FromSeconds(31));
        await client.PostAsync(Id, "x"u8.ToArray(), Stop);
        Assert.Equal(2, gateway.Connections);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_an_exception_that_names_it()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var url = new Uri($"http://{listener.LocalEndPoint}/local");
        using var client = Client(url);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(Id, "x"u8.ToArray(), Stop).AsTask());

        Assert.Equal(HttpRequestError.ConnectionError, failure.HttpRequestError);
        Assert.StartsWith($"POST @connections at {url} failed: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_call_ends_and_says_by_whose_token()
    {
        var arrived = new TaskCompletionSource();
        await using var gateway = new FakeApiGateway(_ => Hang(arrived));
        using var client = Client(gateway.CallbackUrl);
        using var cancellation = new CancellationTokenSource();

        var call = Task.Run(() => client.PostAsync(Id, "x"u8.ToArray(), cancellation.Token).AsTask(), Stop);
        await arrived.Task.WaitAsync(Stop);
        await cancellation.CancelAsync();

        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancellation.Token, failure.CancellationToken);
    }

    [Fact]
    public async Task A_call_with_a_cancelled_token_makes_no_request()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var client = Client(gateway.CallbackUrl);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.PostAsync(Id, "x"u8.ToArray(), new CancellationToken(true)).AsTask()
        );
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public async Task A_call_after_dispose_says_so()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        var client = Client(gateway.CallbackUrl);
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.PostAsync(Id, "x"u8.ToArray(), Stop).AsTask());
    }

    [Theory]
    [InlineData(null, null, "eu-west-1")]
    [InlineData("AKIDEXAMPLE", null, "eu-west-1")]
    [InlineData("AKIDEXAMPLE", "the-secret", null)]
    public async Task A_local_gateway_is_called_unsigned_when_there_is_nothing_to_sign_with(string? keyId, string? secret, string? region)
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var client = Client(gateway.CallbackUrl, keyId, secret, region);

        Assert.Equal(ConnectionStatus.Ok, await client.PostAsync(Id, "x"u8.ToArray(), Stop));
        Assert.Equal(["Host", "Content-Length"], Assert.Single(gateway.Requests).Headers.Select(h => h.Name));
    }

    [Theory]
    [InlineData(
        null,
        "the-secret",
        "eu-west-1",
        "There are no AWS credentials for calling @connections. Lambda sets AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and "
            + "AWS_SESSION_TOKEN; set them when you run the app elsewhere."
    )]
    [InlineData(
        "AKIDEXAMPLE",
        "",
        "eu-west-1",
        "There are no AWS credentials for calling @connections. Lambda sets AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and "
            + "AWS_SESSION_TOKEN; set them when you run the app elsewhere."
    )]
    [InlineData(
        "AKIDEXAMPLE",
        "the-secret",
        null,
        "The AWS region for signing @connections requests is unknown. Lambda sets AWS_REGION; set it when you run the app elsewhere."
    )]
    public async Task Elsewhere_nothing_is_sent_unsigned(string? keyId, string? secret, string? region, string message)
    {
        using var client = Client(new Uri("https://ws.example.invalid/chat"), keyId, secret, region);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => client.PostAsync(Id, "x"u8.ToArray(), Stop).AsTask());

        Assert.Equal(message, failure.Message);
    }

    [Fact]
    public void Credentials_do_not_print_their_secrets() =>
        Assert.Equal("WsScaffold.Net.SigV4.AwsCredentials", new AwsCredentials("AKIDEXAMPLE", "the-secret", "the-token").ToString());

    private protected ManagementClient Client(
        Uri callbackUrl,
        string? keyId = "AKIDEXAMPLE",
        string? secret = "the-secret",
        string? region = "eu-west-1",
        ManagementTransport? transport = null
    )
    {
        string? Environment(string name) =>
            name switch
            {
                "AWS_ACCESS_KEY_ID" => keyId,
                "AWS_SECRET_ACCESS_KEY" => secret,
                "AWS_SESSION_TOKEN" => "the-token",
                "AWS_REGION" => region,
                _ => null,
            };
        return new(
            new CallbackEndpointResolver(Environment) { CallbackUrl = callbackUrl },
            _logger,
            new(transport ?? CreateTransport(_clock)),
            Environment,
            _clock
        );
    }

    private protected static async Task<Reply> Hang(TaskCompletionSource arrived)
    {
        arrived.TrySetResult();
        await Task.Delay(Timeout.Infinite, Stop);
        return Reply.Ok;
    }
}
