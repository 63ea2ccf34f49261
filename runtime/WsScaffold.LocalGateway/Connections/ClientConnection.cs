using System.Buffers;
using System.IO.Pipelines;
using System.Text.Unicode;
using System.Threading.Channels;
using WsScaffold.Gateway.Events;
using WsScaffold.Gateway.Frames;

namespace WsScaffold.Gateway.Connections;

/// <summary>
/// The WebSocket connection of one client. Received messages are passed on as they arrive, posted messages are sent in the order
/// in which they were posted, and the first reason to close determines the close status.
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

    /// <summary>Completes when the 101 has been sent, or when the connection was lost before that.</summary>
    public Task Opened => _opened.Task;

    public bool IsClosed => _closed.Task.IsCompleted;

    /// <summary>Queues one text message, without a limit on the size of the queue.</summary>
    /// <returns><see langword="false"/> if the connection is closed; the message is dropped.</returns>
    public bool Send(ReadOnlyMemory<byte> text)
    {
        if (!Enqueue(Opcode.Text, text))
        {
            return false;
        }

        Touch();
        return true;
    }

    /// <summary>Queues one text message if it fits into the send buffer, which fills up when the client reads too slowly.</summary>
    public PostOutcome Post(ReadOnlyMemory<byte> text)
    {
        if (Volatile.Read(ref _waitingBytes) + text.Length > ConnectionLimits.SendBuffer)
        {
            return PostOutcome.BufferFull;
        }

        return Send(text) ? PostOutcome.Queued : PostOutcome.Closed;
    }

    /// <summary>
    /// Closes the connection after sending the messages that are already queued. If it is closing already, nothing changes.
    /// </summary>
    public void Close(CloseStatus status)
    {
        if (_closed.TrySetResult(status))
        {
            _outgoing.Writer.TryComplete();
        }
    }

    /// <summary>Marks the connection as lost unless it is closed already, and completes <see cref="Opened"/>.</summary>
    public void Abandon()
    {
        Close(CloseStatus.ConnectionLost);
        _opened.TrySetResult();
    }

    /// <summary>
    /// Starts the timers that limit the connection. They must run before the 101 is sent: a test whose client has received the 101
    /// may advance the clock at once, and expects the timers to fire.
    /// </summary>
    public void StartTimers()
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
    /// <param name="abort">Closes the transport at once and discards unsent data.</param>
    /// <param name="onMessage">Called with each text message, in the order of arrival. Must not block.</param>
    /// <returns>How the connection ended.</returns>
    public async Task<CloseStatus> RunAsync(Stream stream, Action abort, Action<ReadOnlyMemory<byte>> onMessage)
    {
        using var cutOff = new CancellationTokenSource();
        _opened.TrySetResult();

        var send = SendAsync(stream, cutOff.Token);
        var transfer = Task.WhenAll(ReceiveAsync(stream, onMessage, cutOff.Token), send);
        var status = await _closed.Task.ConfigureAwait(false);

        // The close handshake is not one of API Gateway's limits, so it uses the system clock and not the configured one.
        await Task.WhenAny(transfer, Task.Delay(ConnectionLimits.CloseTimeout, CancellationToken.None)).ConfigureAwait(false);
        if (!send.IsCompleted)
        {
            // The client does not read, so its unsent messages would keep the transport open forever.
            abort();
        }

        await cutOff.CancelAsync().ConfigureAwait(false);
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
            // The client reset the transport, or RunAsync cut it off because the client did not answer the close frame.
        }

        Close(CloseStatus.ConnectionLost);
        await input.CompleteAsync().ConfigureAwait(false);
    }

    private async Task ReceiveUntilClosedAsync(
        FrameReader frames, Action<ReadOnlyMemory<byte>> onMessage, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte>? message = null;
        while (await frames.ReadHeaderAsync(cancellationToken).ConfigureAwait(false) is { } header)
        {
            if (Violation(header, message) is { } violation)
            {
                Close(violation);
            }

            // Once the connection is closing, only the client's close frame matters.
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

            // The close frame is not queued: messages that are posted at this moment would follow it.
            var close = CloseFrame.Write(await _closed.Task.ConfigureAwait(false));
            await frames.WriteAsync(Opcode.Close, close, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            exception is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The client is gone. ReceiveAsync sets the close status.
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

    // A message in either direction restarts the idle timeout.
    private void Touch()
    {
        Volatile.Write(ref _lastActiveTicks, time.GetUtcNow().UtcTicks);
        _idleTimer?.Change(limits.IdleTimeout, Timeout.InfiniteTimeSpan);
    }
}
