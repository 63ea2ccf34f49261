using System.Net.Sockets;
using WsScaffold.Events;
using WsScaffold.ManagementApi;
using WsScaffold.Net.Sockets;

namespace WsScaffold.Tests.Connections;

public sealed class SocketConnectionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_whose_request_was_cancelled_as_the_answer_came_is_not_used_again(bool cancelled)
    {
        using var cancellation = new CancellationTokenSource();
        using var connection = new SocketChannel(
            CallbackEndpoint.FromUrl(new("http://127.0.0.1:5000/production")),
            new AwaitableSocket(AddressFamily.InterNetwork),
            new AnsweringStream(cancelled ? cancellation.Cancel : () => { }),
            DateTimeOffset.UnixEpoch);

        var answer = await connection.ExchangeAsync(
            "request"u8.ToArray(),
            new SocketWork(null, Environment.TickCount64 + 10_000, cancellation.Token)
        );

        Assert.Equal(ManagementResponse.Ok, answer);
        Assert.Equal(!cancelled, connection.IsReusable);
    }

    /// <summary>Answers, and does something at the moment when it has.</summary>
    private sealed class AnsweringStream(Action answered) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8;
            answer.CopyTo(buffer.Span);
            answered();
            return new(answer.Length);
        }
    }
}
