using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace WsScaffold.Gateway.Http;

/// <summary>
/// Records how the first HTTP request on a socket spells its header names. Kestrel normalizes the case of well-known names, but
/// events keep the client's spelling, and a function may look up <c>authorization</c> instead of <c>Authorization</c>.
/// </summary>
internal sealed class RequestHeadRecorder(PipeReader inner) : PipeReader
{
    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    private readonly ArrayBufferWriter<byte> _head = new();
    private ReadOnlySequence<byte> _buffer;
    private bool _isComplete;

    /// <summary>Inserts a recorder between the transport and Kestrel, and adds it to the features of the requests.</summary>
    public static ConnectionDelegate Middleware(ConnectionDelegate next) => socket =>
    {
        var recorder = new RequestHeadRecorder(socket.Transport.Input);
        socket.Transport = new Transport(recorder, socket.Transport.Output);
        socket.Features.Set(recorder);
        return next(socket);
    };

    /// <summary>The header names as the client sent them. The keys are case-insensitive.</summary>
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

    // Kestrel limits the size of the request head, so the recording is limited, too.
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
