using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace WsScaffold.Gateway.Frames;

/// <summary>
/// The payload of a close frame: empty, or a code and a reason.
/// See <see href="https://www.rfc-editor.org/rfc/rfc6455#section-5.5.1">RFC 6455, 5.5.1</see>.
/// </summary>
internal static class CloseFrame
{
    /// <summary>Reads the client's close frame.</summary>
    /// <returns>The client's code and reason, or the status to close with when the payload breaks the RFC.</returns>
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

    /// <summary>Writes the payload of the gateway's close frame; empty for a code that must not be sent.</summary>
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
