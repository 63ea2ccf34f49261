using System.Buffers.Binary;
using System.Text;

namespace WsScaffold.Gateway.Tests.Support;

/// <summary>A frame that the gateway sent.</summary>
internal sealed record Frame(bool IsFinal, int Opcode, byte[] Payload)
{
    public string Text => Encoding.UTF8.GetString(Payload);

    public int CloseCode => BinaryPrimitives.ReadUInt16BigEndian(Payload);

    public string CloseReason => Encoding.UTF8.GetString(Payload.AsSpan(2));
}
