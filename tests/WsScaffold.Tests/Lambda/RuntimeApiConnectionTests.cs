using System.Net;
using System.Net.Sockets;
using System.Text;
using WsScaffold.Lambda;
using WsScaffold.Net.Http;
using static WsScaffold.Tests.Lambda.FakeRuntimeApi;

namespace WsScaffold.Tests.Lambda;

public sealed class RuntimeApiConnectionTests : IDisposable
{
    private readonly FakeRuntimeApi _api = new();

    public void Dispose() => _api.Dispose();

    [Fact]
    public void Requests_go_out_byte_for_byte_as_documented_on_one_connection()
    {
        _api.Next(Reply.Event("{}"));
        using var connection = new RuntimeApiClient(_api.Address);

        Assert.True(connection.Next());
        connection.PostResponse("id-1", Body("""{"statusCode":200}"""));
        connection.PostError("id-2", "X: y\r\n"u8, Body("e"));
        connection.PostInitError("X: z\r\n"u8, Body(""));

        var host = _api.Authority;
        Assert.Equal(
            [
                $"GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: {host}\r\n\r\n",
                $"POST /2018-06-01/runtime/invocation/id-1/response HTTP/1.1\r\nHost: {host}\r\nContent-Type: "
                    + $"application/json\r\nContent-Length: 18\r\n\r\n",
                $"POST /2018-06-01/runtime/invocation/id-2/error HTTP/1.1\r\nHost: {host}\r\nContent-Type: "
                    + $"application/vnd.aws.lambda.error+json\r\nX: y\r\nContent-Length: 1\r\n\r\n",
                $"POST /2018-06-01/runtime/init/error HTTP/1.1\r\nHost: {host}\r\nContent-Type: "
                    + $"application/vnd.aws.lambda.error+json\r\nX: z\r\nContent-Length: 0\r\n\r\n",
            ],
            _api.Requests.Select(request => request.Head));
        Assert.Equal(["", """{"statusCode":200}""", "e", ""], _api.Requests.Select(request => request.Text));
        Assert.Equal(1, _api.ConnectionCount);
    }

    [Fact]
    public void The_invocation_id_goes_back_as_it_came_and_only_with_its_own_invocation()
    {
        _api.Next(
            Reply.Event("{}", "id-1", "Lambda-Runtime-Invocation-Id: attempt 1/=%\r\n"),
            Reply.Event("{}", "id-2", "lambda-runtime-invocation-id: attempt-2\r\n"),
            Reply.Event("{}", "id-3"));
        using var client = new RuntimeApiClient(_api.Address);

        Assert.True(client.Next());
        client.PostResponse("id-1", Body("1"));
        Assert.True(client.Next());
        client.PostError("id-2", "X: y\r\n"u8, Body("2"));
        Assert.True(client.Next());
        client.PostResponse("id-3", Body("3"));

        Assert.Equal(
            ["attempt 1/=%", "attempt-2", null],
            _api.Requests.Where(request => request.Head.StartsWith("POST", StringComparison.Ordinal))
                .Select(request => request.Header("Lambda-Runtime-Invocation-Id")));
    }

    [Fact]
    public void An_event_is_read_with_its_headers()
    {
        _api.Next(Reply.Event("""{"a":1}""", "id-7", "Lambda-Runtime-Trace-Id: Root=1\r\n"));
        using var connection = new RuntimeApiClient(_api.Address);

        Assert.True(connection.Next());

        Assert.Equal(HttpStatusCode.OK, connection.Status);
        Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString(connection.Body.Span));
        Assert.True(connection.TryGetHeader("lambda-runtime-trace-id"u8, out var trace));
        Assert.Equal("Root=1", Encoding.ASCII.GetString(trace));
    }

    [Fact]
    public void A_path_after_the_port_goes_before_every_path()
    {
        _api.Next(Reply.Event("{}"));
        using var connection = new RuntimeApiClient(RuntimeApiAddress.Parse(_api.Authority + "/my-function/"));

        Assert.True(connection.Next());
        connection.PostResponse("id", Body("1"));

        Assert.Equal(
            ["/my-function/2018-06-01/runtime/invocation/next", "/my-function/2018-06-01/runtime/invocation/id/response"],
            _api.Requests.Select(request => request.Path)
        );
    }

    [Fact]
    public void A_host_name_is_resolved()
    {
        _api.Next(Reply.Event("{}"));
        using var connection = new RuntimeApiClient(
            RuntimeApiAddress.Parse(_api.Authority.Replace("127.0.0.1", "localhost", StringComparison.Ordinal))
        );

        Assert.True(connection.Next());

        Assert.Equal("localhost", _api.Requests.Single().Header("Host")!.Split(':')[0]);
    }

    [Fact]
    public void An_event_may_come_in_chunks_and_in_pieces()
    {
        var text =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nLambda-Runtime-Aws-Request-Id: id\r\n\r\n5\r\nhello\r\n7\r\n, "
                + "world\r\n0\r\n\r\n";
        _api.Next(new Reply([.. Encoding.ASCII.GetBytes(text).Select(character => (byte[])[character])]), Reply.Event("again"));
        using var connection = new RuntimeApiClient(_api.Address);

        Assert.True(connection.Next());
        Assert.Equal("hello, world", Encoding.UTF8.GetString(connection.Body.Span));
        Assert.True(connection.Next());

        Assert.Equal("again", Encoding.UTF8.GetString(connection.Body.Span));
        Assert.Equal(1, _api.ConnectionCount);
    }

    [Theory]
    [InlineData("Content-Length: 6000000\r\n\r\n", "")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5b8d80\r\n", "\r\n0\r\n\r\n")]
    public void A_6_MB_event_is_read_and_its_memory_given_back(string framing, string end)
    {
        var large = new string('x', 6_000_000);
        _api.Next(Reply.Raw($"HTTP/1.1 200 OK\r\n{framing}{large}{end}"), Reply.Event("small"));
        using var connection = new RuntimeApiClient(_api.Address);
        var initial = connection.Capacity;

        Assert.True(connection.Next());
        Assert.Equal(large, Encoding.UTF8.GetString(connection.Body.Span));
        Assert.True(connection.Next());

        Assert.Equal("small", Encoding.UTF8.GetString(connection.Body.Span));
        Assert.Equal(initial, connection.Capacity);
    }

    [Fact]
    public void A_6_MB_answer_goes_out_whole()
    {
        var large = new string('x', 6_000_000);
        using var connection = new RuntimeApiClient(_api.Address);

        connection.PostResponse("id", Body(large));

        Assert.Equal(large, _api.Posts.Single().Text);
    }

    [Fact]
    public void A_connection_that_is_to_be_closed_is_replaced()
    {
        _api.Next(Reply.Raw("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}", closes: true));
        using var connection = new RuntimeApiClient(_api.Address);

        Assert.True(connection.Next());
        connection.PostResponse("id", Body("1"));

        Assert.Equal([1, 2], _api.Requests.Select(request => request.Connection));
    }

    [Fact]
    public void A_connection_that_was_closed_while_idle_is_replaced_and_the_request_sent_again()
    {
        _api.Next(new Reply(Reply.Event("{}").Pieces, Closes: true), Reply.Event("second"));
        _api.Post(new Reply(Reply.Status(202).Pieces, Closes: true));
        using var connection = new RuntimeApiClient(_api.Address);

        Assert.True(connection.Next());
        connection.PostResponse("id", Body("1"));
        Assert.True(connection.Next());

        Assert.Equal("second", Encoding.UTF8.GetString(connection.Body.Span));
        Assert.Equal(["GET", "POST", "GET"], _api.Requests.Select(request => request.Method));
        Assert.Equal([1, 2, 3], _api.Requests.Select(request => request.Connection));
    }

    [Fact]
    public void A_response_is_sent_again_once_when_nothing_of_an_answer_came()
    {
        _api.Post(Reply.Hangup, Reply.Status(202));
        using var connection = new RuntimeApiClient(_api.Address);

        connection.PostResponse("id", Body("1"));

        Assert.Equal(HttpStatusCode.Accepted, connection.Status);
        Assert.Equal(["1", "1"], _api.Posts.Select(request => request.Text));
    }

    [Fact]
    public void A_request_is_not_sent_a_third_time()
    {
        _api.Post(Reply.Hangup, Reply.Hangup);
        using var connection = new RuntimeApiClient(_api.Address);

        var exception = Assert.Throws<RuntimeApiException>(() => connection.PostResponse("id", Body("1")));

        Assert.Equal($"The Lambda Runtime API at '{_api.Authority}' closed the socket twice without a response.", exception.Message);
        Assert.Equal(2, _api.Requests.Count);
    }

    [Fact]
    public void A_request_is_not_sent_again_when_its_answer_was_cut_off()
    {
        _api.Post(Reply.Raw("HTTP/1.1 202 Acc", closes: true));
        using var connection = new RuntimeApiClient(_api.Address);

        var exception = Assert.Throws<RuntimeApiException>(() => connection.PostResponse("id", Body("1")));

        Assert.Equal("The response of the Lambda Runtime API is incomplete: the peer closed the socket.", exception.Message);
        Assert.Single(_api.Requests);
    }

    [Fact]
    public void After_garbage_the_next_request_uses_a_new_connection()
    {
        _api.Post(Reply.Raw("SSH-2.0-OpenSSH\r\n"));
        using var connection = new RuntimeApiClient(_api.Address);

        Assert.Throws<RuntimeApiException>(() => connection.PostResponse("id", Body("1")));
        connection.PostResponse("id", Body("1"));

        Assert.Equal([1, 2], _api.Requests.Select(request => request.Connection));
    }

    [Fact]
    public void Bytes_after_an_answer_are_not_taken_for_the_next_one()
    {
        _api.Next(Reply.Raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 202 Forged\r\n\r\n"));
        using var connection = new RuntimeApiClient(_api.Address);

        Assert.True(connection.Next());
        connection.PostResponse("id", Body("1"));

        Assert.Equal([1, 2], _api.Requests.Select(request => request.Connection));
    }

    [Fact]
    public async Task An_answer_that_comes_before_the_body_was_sent_is_read()
    {
        // Lambda refuses a body over 6 MB by its length alone.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var refusal = Task.Run(
            () =>
            {
                using var peer = listener.AcceptSocket();
                peer.Receive(new byte[1024]);
                peer.Send("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8);
                peer.Shutdown(SocketShutdown.Send);
                while (peer.Receive(new byte[1024 * 1024]) > 0)
                {
                }
            },
            TestContext.Current.CancellationToken);
        using var connection = new RuntimeApiClient(RuntimeApiAddress.Parse($"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));

        connection.PostResponse("id", Body(new string('x', 8_000_000)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, connection.Status);
        await refusal.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Nobody_listening_is_a_clear_error()
    {
        using var reserved = FakeRuntimeApi.ReservePort();
        var nobody = $"{reserved.LocalEndPoint}";
        using var connection = new RuntimeApiClient(RuntimeApiAddress.Parse(nobody));

        var exception = Assert.Throws<RuntimeApiException>(() => connection.Next());

        Assert.StartsWith($"Cannot connect to the Lambda Runtime API at '{nobody}' (", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "The address comes from AWS_LAMBDA_RUNTIME_API. Lambda sets the variable; to run outside Lambda, unset it.",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.IsType<SocketException>(exception.InnerException, exactMatch: false);
    }

    [Fact]
    public async Task Stop_ends_a_pending_next()
    {
        using var connection = new RuntimeApiClient(_api.Address);
        var next = Task.Run(connection.Next, TestContext.Current.CancellationToken);
        _api.WaitUntilIdle();

        connection.Stop();

        Assert.False(await next.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void After_Stop_there_is_no_next_but_a_response_still_goes_out()
    {
        using var connection = new RuntimeApiClient(_api.Address);
        connection.Stop();

        Assert.False(connection.Next());
        connection.PostResponse("id", Body("1"));

        Assert.Equal(["POST"], _api.Requests.Select(request => request.Method));
    }

    private static RequestBuffer Body(string text)
    {
        var body = new RequestBuffer();
        Encoding.UTF8.GetBytes(text, body);
        return body;
    }
}
