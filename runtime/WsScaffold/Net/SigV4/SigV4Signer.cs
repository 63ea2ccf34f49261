using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace WsScaffold.Net.SigV4;

/// <summary>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature Version 4</see>
/// for requests without a query, over the headers that <see cref="SigningKey.SignedHeaders"/> names. The hash of the
/// payload is signed but not sent: only Amazon S3 requires <c>x-amz-content-sha256</c>.
/// </summary>
internal static class SigV4Signer
{
    // One UTF-16 unit is at most three bytes of UTF-8, each written %XX.
    private const int MaxEncodedBytesPerChar = 9;

    // Header names, separators, the timestamp and two hashes, with room to spare.
    private const int FixedBytes = 512;

    // The slashes of a path are not encoded.
    private static readonly SearchValues<char> _unreserved =
        SearchValues.Create("-./_~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Signs a request.</summary>
    /// <param name="key">The key of the timestamp's day.</param>
    /// <param name="method">The HTTP method, in capitals.</param>
    /// <param name="path">The path exactly as it is sent.</param>
    /// <param name="host">The <c>Host</c> header exactly as it is sent.</param>
    /// <param name="timestamp">The <c>x-amz-date</c> header, <c>yyyyMMddTHHmmssZ</c>.</param>
    /// <param name="payload">The body.</param>
    /// <returns>The <c>Authorization</c> header.</returns>
    public static string Sign(
        SigningKey key,
        ReadOnlySpan<char> method,
        ReadOnlySpan<char> path,
        ReadOnlySpan<char> host,
        ReadOnlySpan<char> timestamp,
        ReadOnlySpan<byte> payload)
    {
        var size = FixedBytes + method.Length + (path.Length * MaxEncodedBytesPerChar)
            + (3 * (host.Length + key.Scope.Length + (key.SessionToken?.Length ?? 0)));
        var rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            var text = new TextWriter(rented);
            WriteCanonicalRequest(ref text, key, method, path, host, timestamp, payload);
            SHA256.HashData(text.Written, hash);

            text = new TextWriter(rented);
            WriteStringToSign(ref text, key, timestamp, hash);
            key.Sign(text.Written, hash);
            return string.Concat(key.AuthorizationPrefix, Convert.ToHexStringLower(hash));
        }
        finally
        {
            // The buffer held the session token.
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    /// <summary>The canonical URI of a path: the path as it is sent, percent-encoded once more.</summary>
    /// <remarks>
    /// Every AWS service except Amazon S3 requires the second encoding: <c>%3D</c> in the request is signed as <c>%253D</c>.
    /// </remarks>
    public static string CanonicalUri(ReadOnlySpan<char> path)
    {
        var buffer = new byte[path.Length * MaxEncodedBytesPerChar];
        var text = new TextWriter(buffer);
        WriteCanonicalUri(ref text, path);
        return Encoding.ASCII.GetString(text.Written);
    }

    private static void WriteCanonicalRequest(
        ref TextWriter text,
        SigningKey key,
        ReadOnlySpan<char> method,
        ReadOnlySpan<char> path,
        ReadOnlySpan<char> host,
        ReadOnlySpan<char> timestamp,
        ReadOnlySpan<byte> payload)
    {
        text.Write(method);
        text.Write("\n"u8);
        WriteCanonicalUri(ref text, path);
        text.Write("\n\nhost:"u8);
        text.Write(host);
        text.Write("\nx-amz-date:"u8);
        text.Write(timestamp);
        if (key.SessionToken is { } sessionToken)
        {
            text.Write("\nx-amz-security-token:"u8);
            text.Write(sessionToken);
        }

        text.Write("\n\n"u8);
        text.Write(key.SignedHeaders);
        text.Write("\n"u8);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload, hash);
        text.WriteHex(hash);
    }

    private static void WriteStringToSign(
        ref TextWriter text,
        SigningKey key,
        ReadOnlySpan<char> timestamp,
        scoped ReadOnlySpan<byte> requestHash
    )
    {
        text.Write("AWS4-HMAC-SHA256\n"u8);
        text.Write(timestamp);
        text.Write("\n"u8);
        text.Write(key.Scope);
        text.Write("\n"u8);
        text.WriteHex(requestHash);
    }

    private static void WriteCanonicalUri(ref TextWriter text, ReadOnlySpan<char> path)
    {
        // Most characters need no encoding.
        while (path.IndexOfAnyExcept(_unreserved) is >= 0 and var length)
        {
            text.Write(path[..length]);
            WriteEncoded(ref text, path[length..], out var taken);
            path = path[(length + taken)..];
        }

        text.Write(path);
    }

    private static void WriteEncoded(ref TextWriter text, ReadOnlySpan<char> path, out int taken)
    {
        Rune.DecodeFromUtf16(path, out var rune, out taken);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
        {
            text.WriteEncoded(value);
        }
    }

    // The buffer is large enough by construction.
    private ref struct TextWriter(Span<byte> buffer)
    {
        private readonly Span<byte> _buffer = buffer;
        private int _length;

        public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

        public void Write(byte ascii) => _buffer[_length++] = ascii;

        public void Write(scoped ReadOnlySpan<byte> ascii)
        {
            ascii.CopyTo(_buffer[_length..]);
            _length += ascii.Length;
        }

        public void Write(scoped ReadOnlySpan<char> text) => _length += Encoding.UTF8.GetBytes(text, _buffer[_length..]);

        public void WriteHex(scoped ReadOnlySpan<byte> bytes)
        {
            Convert.TryToHexStringLower(bytes, _buffer[_length..], out var written);
            _length += written;
        }

        public void WriteEncoded(byte value)
        {
            const string digits = "0123456789ABCDEF";
            Write((byte)'%');
            Write((byte)digits[value >> 4]);
            Write((byte)digits[value & 15]);
        }
    }
}
