using System.Buffers;
using WsScaffold.ManagementApi;
using WsScaffold.Tests.Logging;

namespace WsScaffold.Tests.Connections;

// Not beside tests that serve invocations: an invocation in progress is one for the process, and lends its thread.
[Collection(AmbientInvocation.Name)]
public sealed class SocketTransportTests : ConnectionsClientTests
{
    // Without an invocation, a call blocks its thread, and the servers need threads too.
    static SocketTransportTests() => ThreadPool.SetMinThreads(48, 8);

    private protected override ManagementTransport CreateTransport(TimeProvider clock) => new SocketTransport(clock);

    [Fact]
    public async Task A_call_without_an_answer_fails_when_the_time_is_over()
    {
        await using var gateway = new FakeApiGateway(_ => Hang(new()));
        using var client = Client(gateway.CallbackUrl, transport: new SocketTransport(_clock, TimeSpan.FromMilliseconds(200)));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(Id, "x"u8.ToArray(), Stop).AsTask());

        Assert.Equal($"POST @connections at {gateway.CallbackUrl} failed: No response within 0.2 seconds.", failure.Message);
    }

    [Fact]
    public async Task The_session_token_does_not_stay_in_memory_that_others_rent()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var client = Client(gateway.CallbackUrl);
        await client.PostAsync(Id, new byte[10_000], Stop);

        // One of each size that the request can have grown through, from this thread's own and from everybody's.
        var rented = Enumerable
            .Range(10, 6)
            .SelectMany(power => Enumerable.Range(0, 8).Select(_ => ArrayPool<byte>.Shared.Rent(1 << power)))
            .ToList();
        Assert.DoesNotContain(rented, bytes => bytes.AsSpan().IndexOf("x-amz-security-token"u8) >= 0);
        rented.ForEach(bytes => ArrayPool<byte>.Shared.Return(bytes));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n2\r\n1}\r\n0\r\n\r\n", 1)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", 1)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}", 2)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}", 2)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n", 2)]
    public async Task An_answer_decides_whether_its_connection_is_used_again(string answer, int connections)
    {
        await using var gateway = new FakeApiGateway(_ => new Reply(answer));
        using var client = Client(gateway.CallbackUrl);

        Assert.Equal(ConnectionStatus.Ok, (await client.GetAsync(Id, Stop)).Status);
        Assert.Equal(ConnectionStatus.Ok, (await client.GetAsync(Id, Stop)).Status);

        Assert.Equal(connections, gateway.Connections);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH\r\n", "does not start with a status line")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 65537\r\n\r\n", "is longer than 65536 bytes")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{", "is incomplete: the peer closed the socket")]
    public async Task What_is_no_answer_is_an_exception_that_says_why(string answer, string reason)
    {
        await using var gateway = new FakeApiGateway(_ => new Reply(answer, ThenClose: true));
        using var client = Client(gateway.CallbackUrl);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.DeleteAsync(Id, Stop).AsTask());

        Assert.Equal($"DELETE @connections at {gateway.CallbackUrl} failed: The response {reason}.", failure.Message);
        Assert.Equal(HttpRequestError.InvalidResponse, failure.HttpRequestError);
    }

    [Fact]
    public async Task A_connection_is_replaced_after_five_minutes()
    {
        await using var gateway = new FakeApiGateway(_ => Reply.Ok);
        using var client = Client(gateway.CallbackUrl);

        for (var minute = 0.0; minute <= 5.5; minute += 0.5)
        {
            await client.DeleteAsync(Id, Stop);
            _clock.Advance(TimeSpan.FromMinutes(0.5));
        }

        Assert.Equal(2, gateway.Connections);
    }
}
