using System.Buffers;
using System.Buffers.Text;

namespace WsScaffold.Events;

/// <summary>
/// The body of a message as the client sent it: a slice of the event if nothing was escaped, otherwise unescaped once into a pooled
/// buffer, which is returned when the event ends.
/// </summary>
internal sealed class MessageBody(WebSocketEvent webSocketEvent)
{
    private byte[]? _rented;
    private ReadOnlyMemory<byte> _utf8;
    private bool _isRead;
    private bool _isText;

    public ReadOnlyMemory<byte> Utf8
    {
        get
        {
            Read();
            return _utf8;
        }
    }

    /// <summary>Whether <see cref="Utf8"/> is valid UTF-8. A handmade or truncated event may contain something else.</summary>
    public bool IsText
    {
        get
        {
            Read();
            return _isText;
        }
    }

    /// <param name="isShared">Whether other code may still read the body. If so, its memory is never reused.</param>
    public void End(bool isShared)
    {
        if (_rented is not null && isShared)
        {
            _rented = null;
        }

        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }

        _utf8 = default;
        _isRead = false;
    }

    private void Read()
    {
        if (_isRead)
        {
            return;
        }

        _isRead = true;
        _isText = Unescape() && Decode() && System.Text.Unicode.Utf8.IsValid(_utf8.Span);
    }

    private bool Unescape()
    {
        if (!webSocketEvent.Body.IsPresent)
        {
            _utf8 = default;
            return true;
        }

        if (!webSocketEvent.Body.IsEscaped)
        {
            _utf8 = webSocketEvent.RawBody;
            return true;
        }

        _rented = ArrayPool<byte>.Shared.Rent(webSocketEvent.Body.Length);
        var isText = webSocketEvent.Body.TryUnescape(webSocketEvent.Json, _rented, out var written);
        _utf8 = _rented.AsMemory(0, written);
        return isText;
    }

    private bool Decode()
    {
        if (!webSocketEvent.IsBase64Encoded)
        {
            return true;
        }

        var decoded = ArrayPool<byte>.Shared.Rent(Base64.GetMaxDecodedFromUtf8Length(_utf8.Length));
        var status = Base64.DecodeFromUtf8(_utf8.Span, decoded, out _, out var written);
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }

        _rented = decoded;
        _utf8 = decoded.AsMemory(0, written);
        return status == OperationStatus.Done;
    }
}
