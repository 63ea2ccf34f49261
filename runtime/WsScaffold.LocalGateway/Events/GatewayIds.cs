using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace WsScaffold.Gateway.Events;

/// <summary>
/// Creates IDs in the format of API Gateway: 11 bytes as base64url with padding. They consist of 30 bits of a clock that advances
/// every 100 ms, 19 random bits, and 39 bits that a connection shares with its messages. Programs must treat IDs as opaque.
/// </summary>
internal static class GatewayIds
{
    private const int TailBits = 39;
    private const int RandomBits = 19;
    private const int ClockBits = 30;

    /// <summary>Creates the bits that the IDs of a connection and its messages share.</summary>
    public static long NewTail() => RandomNumber(TailBits);

    /// <summary>Creates a request ID.</summary>
    public static string New(DateTimeOffset now) => New(now, NewTail());

    /// <summary>Creates the ID of a connection or of one of its messages.</summary>
    public static string New(DateTimeOffset now, long tail)
    {
        var clock = (now.ToUnixTimeMilliseconds() / 100) & ((1L << ClockBits) - 1);
        var id = ((UInt128)(ulong)clock << (RandomBits + TailBits)) | ((UInt128)(ulong)RandomNumber(RandomBits) << TailBits) | (ulong)tail;

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id);
        return $"{Base64Url.EncodeToString(bytes[5..])}=";
    }

    /// <summary>
    /// Creates the root of an X-Ray trace, <c>Root=1-8 hex-24 hex</c>. See
    /// <see href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">tracing headers</see>.
    /// </summary>
    public static string NewTraceRoot(DateTimeOffset now) =>
        $"Root=1-{now.ToUnixTimeSeconds():x8}-{RandomNumberGenerator.GetHexString(24, lowercase: true)}";

    private static long RandomNumber(int bits)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes) & ((1L << bits) - 1);
    }
}
