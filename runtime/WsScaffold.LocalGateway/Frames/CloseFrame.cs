using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using WsScaffold.Gateway.Connections;

namespace WsScaffold.Gateway.Frames;

/// <summary>The payload of a close frame: nothing, or a code and a text. See <see href="https://www.rfc-editor.org/rfc/rfc6455#section-5.5.1">RFC 6455, 5.5.1</see>.</summary>
internal static class CloseFrame
{
    /// <summary>What the client's close frame says; what is wrong with it when it breaks the rules.</summary>
    public static CloseStatus Read(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return CloseStatus.NoStatus;
        }

        if (payload.Length < sizeof(ushort))
        {
            return CloseStatus.ProtocolError;
        }

        var reason = payload[sizeof(ushort)..];
        if (!Utf8.IsValid(reason))
        {
            return CloseStatus.InvalidText;
        }

        var status = new CloseStatus(BinaryPrimitives.ReadUInt16BigEndian(payload), Encoding.UTF8.GetString(reason));
        return status.IsOnTheWire ? status : CloseStatus.ProtocolError;
    }

    /// <summary>The payload that tells the client.</summary>
    public static byte[] Write(CloseStatus status)
    {
        if (!status.IsOnTheWire)
        {
            return [];
        }

        var payload = new byte[sizeof(ushort) + Encoding.UTF8.GetByteCount(status.Reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)status.Code);
        Encoding.UTF8.GetBytes(status.Reason, payload.AsSpan(sizeof(ushort)));
        return payload;
    }
}
