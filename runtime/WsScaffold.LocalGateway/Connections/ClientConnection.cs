using System.Buffers;
using System.IO.Pipelines;
using System.Text.Unicode;
using System.Threading.Channels;
using WsScaffold.Gateway.Events;
using WsScaffold.Gateway.Frames;

namespace WsScaffold.Gateway.Connections;

/// <summary>
/// The open WebSocket of one client: hands its messages on as they come, sends what is posted to it in the order it was
/// posted, and ends once, for whatever reason comes first.
/// </summary>
internal sealed class ClientConnection(ConnectionFacts facts, ConnectionLimits limits, TimeProvider time) : IDisposable
{
    private readonly Channel<(Opcode Opcode, ReadOnlyMemory<byte> Payload)> _outgoing =
        Channel.CreateUnbounded<(Opcode, ReadOnlyMemory<byte>)>(new() { SingleReader = true });

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<CloseStatus> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _waitingBytes;
    private long _lastActiveTicks = facts.ConnectedAt.UtcTicks;
    private ITimer? _idleTimer;
    private ITimer? _durationTimer;

    public ConnectionFacts Facts => facts;

    public DateTimeOffset LastActiveAt => new(Volatile.Read(ref _lastActiveTicks), TimeSpan.Zero);

    /// <summary>Completes when the 101 was written, or the connection was lost before.</summary>
    public Task Opened => _opened.Task;

    public bool IsClosed => _closed.Task.IsCompleted;

    /// <summary>Queues one text message, however many wait already; dropped when the connection is closed.</summary>
    /// <returns>Whether it was queued.</returns>
    public bool Send(ReadOnlyMemory<byte> text)
    {
        if (!Enqueue(Opcode.Text, text))
        {
            return false;
        }

        Touch();
        return true;
    }

    /// <summary>Queues one text message, unless the client reads so slowly that the buffer is full.</summary>
    public PostOutcome Post(ReadOnlyMemory<byte> text)
    {
        if (Volatile.Read(ref _waitingBytes) + text.Length > ConnectionLimits.SendBuffer)
        {
            return PostOutcome.BufferFull;
        }

        return Send(text) ? PostOutcome.Queued : PostOutcome.Closed;
    }

    /// <summary>Closes the connection, after what was posted before; the first reason stands.</summary>
    public void Close(CloseStatus status)
    {
        if (_closed.TrySetResult(status))
        {
            _outgoing.Writer.TryComplete();
        }
    }

    /// <summary>Marks a connection that never came to be as lost.</summary>
    public void Abandon()
    {
        Close(CloseStatus.ConnectionLost);
        _opened.TrySetResult();
    }

    /// <summary>
    /// Starts the clocks that limit the connection. Before the 101: whoever has seen that may set the clock, and counts on them.
    /// </summary>
    public void StartClocks()
    {
        _idleTimer = time.CreateTimer(_ => Close(CloseStatus.GoingAway), null, limits.IdleTimeout, Timeout.InfiniteTimeSpan);
        _durationTimer = time.CreateTimer(_ => Close(CloseStatus.GoingAway), null, limits.ConnectionDuration, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _idleTimer?.Dispose();
        _durationTimer?.Dispose();
    }

    /// <summary>Serves the connection until it is closed.</summary>
    /// <param name="stream">The transport, after the 101.</param>
    /// <param name="abort">Cuts the transport, whatever is still on its way.</param>
    /// <param name="onMessage">Gets each text message, in the order they came; must not block.</param>
    /// <returns>How it ended.</returns>
    public async Task<CloseStatus> RunAsync(Stream stream, Action abort, Action<ReadOnlyMemory<byte>> onMessage)
    {
        using var cut = new CancellationTokenSource();
        _opened.TrySetResult();

        var sending = SendAsync(stream, cut.Token);
        var transfer = Task.WhenAll(ReceiveAsync(stream, onMessage, cut.Token), sending);
        var status = await _closed.Task.ConfigureAwait(false);

        // The close handshake is a courtesy between two programs, so it runs on the clock of the machine.
        await Task.WhenAny(transfer, Task.Delay(ConnectionLimits.CloseTimeout, CancellationToken.None)).ConfigureAwait(false);
        if (!sending.IsCompleted)
        {
            // The client reads nothing, so what waits for it would keep the transport open for good.
            abort();
        }

        await cut.CancelAsync().ConfigureAwait(false);
        await transfer.ConfigureAwait(false);
        return status;
    }

    private async Task ReceiveAsync(Stream stream, Action<ReadOnlyMemory<byte>> onMessage, CancellationToken cancellationToken)
    {
        var input = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            await ReceiveUntilClosedAsync(new FrameReader(input), onMessage, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The transport is gone: reset by the client, or cut after it did not answer the close frame.
        }

        Close(CloseStatus.ConnectionLost);
        await input.CompleteAsync().ConfigureAwait(false);
    }

    private async Task ReceiveUntilClosedAsync(FrameReader frames, Action<ReadOnlyMemory<byte>> onMessage, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte>? message = null;
        while (await frames.ReadHeaderAsync(cancellationToken).ConfigureAwait(false) is { } header)
        {
            if (Violation(header, message) is { } violation)
            {
                Close(violation);
            }

            // After a close, only the client's own close frame matters.
            if (IsClosed && header is not { Opcode: Opcode.Close, IsValid: true })
            {
                if (!await frames.SkipPayloadAsync(header, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }

                continue;
            }

            var payload = header.IsControl ? new ArrayBufferWriter<byte>() : message ??= new ArrayBufferWriter<byte>();
            if (!await frames.ReadPayloadAsync(header, payload, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            switch (header.Opcode)
            {
                case Opcode.Close:
                    Close(CloseFrame.Read(payload.WrittenSpan));
                    return;
                case Opcode.Ping:
                    Enqueue(Opcode.Pong, payload.WrittenMemory);
                    break;
                case Opcode.Text or Opcode.Continuation when header.IsFinal:
                    message = null;
                    Deliver(payload.WrittenMemory, onMessage);
                    break;
            }
        }
    }

    private static CloseStatus? Violation(FrameHeader header, ArrayBufferWriter<byte>? message)
    {
        if (!header.IsValid)
        {
            return CloseStatus.ProtocolError;
        }

        if (header.IsControl)
        {
            return null;
        }

        if (header.Opcode == Opcode.Continuation != message is not null)
        {
            return CloseStatus.ProtocolError;
        }

        if (header.Opcode == Opcode.Binary)
        {
            return CloseStatus.BinaryNotSupported;
        }

        var size = header.Length + (ulong)(message?.WrittenCount ?? 0);
        return header.Length > ConnectionLimits.FrameSize || size > ConnectionLimits.MessageSize ? CloseStatus.TooBig : null;
    }

    private void Deliver(ReadOnlyMemory<byte> text, Action<ReadOnlyMemory<byte>> onMessage)
    {
        if (!Utf8.IsValid(text.Span))
        {
            Close(CloseStatus.InvalidText);
            return;
        }

        Touch();
        onMessage(text);
    }

    private async Task SendAsync(Stream stream, CancellationToken cancellationToken)
    {
        var frames = new FrameWriter(PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true)), ConnectionLimits.FrameSize);
        try
        {
            await foreach (var (opcode, payload) in _outgoing.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await frames.WriteAsync(opcode, payload, cancellationToken).ConfigureAwait(false);
                Interlocked.Add(ref _waitingBytes, -payload.Length);
            }

            // Not queued: what is posted at this moment would come behind it.
            await frames.WriteAsync(Opcode.Close, CloseFrame.Write(await _closed.Task.ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Nobody is left to send to; the receiving side says how the connection ended.
        }
    }

    private bool Enqueue(Opcode opcode, ReadOnlyMemory<byte> payload)
    {
        if (!_outgoing.Writer.TryWrite((opcode, payload)))
        {
            return false;
        }

        Interlocked.Add(ref _waitingBytes, payload.Length);
        return true;
    }

    // A message in either direction keeps the connection from being idle.
    private void Touch()
    {
        Volatile.Write(ref _lastActiveTicks, time.GetUtcNow().UtcTicks);
        _idleTimer?.Change(limits.IdleTimeout, Timeout.InfiniteTimeSpan);
    }
}
