using WsScaffold.Gateway.Connections;
using WsScaffold.Gateway.Events;
using WsScaffold.Gateway.Frames;

namespace WsScaffold.Gateway.Tests.Connections;

public sealed class ClientConnectionTests
{
    private static readonly ConnectionFacts _facts =
        new() { ConnectionId = "a", IdTail = 0, ConnectedAt = DateTimeOffset.UnixEpoch, DomainName = "localhost", SourceIp = "127.0.0.1" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_during_the_close_is_sent_before_the_close_frame_or_not_accepted()
    {
        for (var round = 0; round < 2_000; round++)
        {
            using var connection = new ClientConnection(_facts, new(TimeSpan.FromMinutes(10), TimeSpan.FromHours(2)), TimeProvider.System);
            var stream = new WrittenStream();
            var running = connection.RunAsync(stream, () => { }, _ => { });
            using var start = new Barrier(3);
            var posting = Enumerable.Range(0, 2).Select(_ => Task.Run(
                () =>
                {
                    start.SignalAndWait(Stop);
                    return Enumerable.Range(0, 20).Count(_ => connection.Post("x"u8.ToArray()) == PostOutcome.Queued);
                },
                Stop)).ToArray();

            start.SignalAndWait(Stop);
            connection.Close(CloseStatus.GoingAway);
            var queued = (await Task.WhenAll(posting)).Sum();
            stream.End();
            await running;

            // A text frame with one byte is three bytes long. The rest is the close frame.
            var sent = stream.Written;
            Assert.All(Enumerable.Range(0, queued), frame => Assert.Equal(0x81, sent[3 * frame]));
            Assert.Equal(0x88, sent[3 * queued]);
            Assert.Equal(sent.Length, (3 * queued) + 2 + sent[(3 * queued) + 1]);
        }
    }

    /// <summary>Records the written bytes. Reading waits until the stream is ended.</summary>
    private sealed class WrittenStream : MemoryStream
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public byte[] Written => ToArray();

        public void End() => _end.TrySetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await _end.Task.WaitAsync(cancellationToken);
            return 0;
        }
    }
}
