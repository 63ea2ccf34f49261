using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace WsScaffold.Gateway.Http;

/// <summary>
/// Remembers how the first request of a connection spells its header names. Kestrel gives well-known ones its own spelling,
/// while events keep the client's, and a function may look for <c>authorization</c> and not <c>Authorization</c>.
/// </summary>
internal sealed class RequestHeadRecorder(PipeReader inner) : PipeReader
{
    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    private readonly ArrayBufferWriter<byte> _head = new();
    private ReadOnlySequence<byte> _buffer;
    private bool _isComplete;

    /// <summary>Puts a recorder between the transport and Kestrel, and into the features of the requests.</summary>
    public static ConnectionDelegate Middleware(ConnectionDelegate next) => connection =>
    {
        var recorder = new RequestHeadRecorder(connection.Transport.Input);
        connection.Transport = new Transport(recorder, connection.Transport.Output);
        connection.Features.Set(recorder);
        return next(connection);
    };

    /// <summary>The names as they were sent, found without regard to case.</summary>
    public Dictionary<string, string> HeaderNames()
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Encoding.Latin1.GetString(_head.WrittenSpan).Split("\r\n").Skip(1))
        {
            var name = line.Split(':')[0];
            names[name] = name;
        }

        return names;
    }

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        Remember(await inner.ReadAsync(cancellationToken).ConfigureAwait(false));

    public override bool TryRead(out ReadResult result)
    {
        var hasRead = inner.TryRead(out result);
        Remember(result);
        return hasRead;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (!_isComplete)
        {
            Record(_buffer.Slice(0, consumed));
        }

        _buffer = default;
        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    private ReadResult Remember(ReadResult result)
    {
        _buffer = result.Buffer;
        return result;
    }

    // Kestrel limits the head, and refuses what goes on without an end.
    private void Record(ReadOnlySequence<byte> consumed)
    {
        foreach (var segment in consumed)
        {
            _head.Write(segment.Span);
        }

        _isComplete = _head.WrittenSpan.IndexOf(EndOfHead) >= 0;
    }

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
