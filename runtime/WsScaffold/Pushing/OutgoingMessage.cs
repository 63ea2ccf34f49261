using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WsScaffold.Pushing;

/// <summary>A message to post, whole or in parts.</summary>
internal readonly struct OutgoingMessage
{
    // Base64 takes four characters for three bytes, plus the surrounding JSON.
    private const int BytesOfPart = (MessageLimits.MaxMessageBytes - 128) / 4 * 3;

    private readonly ReadOnlyMemory<byte> _whole;
    private readonly ReadOnlyMemory<byte>[]? _parts;

    private OutgoingMessage(ReadOnlyMemory<byte> whole, ReadOnlyMemory<byte>[]? parts)
    {
        _whole = whole;
        _parts = parts;
    }

    public int Count => _parts?.Length ?? 1;

    public ReadOnlyMemory<byte> this[int index] => _parts is null ? _whole : _parts[index];

    /// <exception cref="ArgumentException">The message is too long and must not be split.</exception>
    public static OutgoingMessage From(string name, ReadOnlyMemory<byte> message, bool chunked)
    {
        if (message.Length <= MessageLimits.MaxMessageBytes)
        {
            return new(message, null);
        }

        return chunked
            ? new(default, Split(message.Span))
            : throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{name}' is {message.Length} bytes, and API Gateway delivers at most {MessageLimits.MaxMessageBytes} (128 KB). "
                        + $"Nothing was sent: send less, or where to fetch it, or send it in parts (clients.Chunked)."
                ),
                nameof(message)
            );
    }

    // Base64 can be cut anywhere without cutting a character, and its size is known in advance.
    private static ReadOnlyMemory<byte>[] Split(ReadOnlySpan<byte> message)
    {
        var id = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var parts = new ReadOnlyMemory<byte>[(message.Length + BytesOfPart - 1) / BytesOfPart];
        for (var index = 0; index < parts.Length; index++)
        {
            var data = message[(index * BytesOfPart)..];
            data = data[..Math.Min(data.Length, BytesOfPart)];
            var head = Encoding
                .ASCII.GetBytes(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $$"""{"type":"chunk","id":"{{id}}","index":{{index}},"count":{{parts.Length}},"data":" """
                    )
                )
                .AsSpan()[..^1];
            var part = new byte[head.Length + Base64.GetMaxEncodedToUtf8Length(data.Length) + 2];
            head.CopyTo(part);
            Base64.EncodeToUtf8(data, part.AsSpan(head.Length), out _, out _);
            "\"}"u8.CopyTo(part.AsSpan(part.Length - 2));
            parts[index] = part;
        }

        return parts;
    }
}
