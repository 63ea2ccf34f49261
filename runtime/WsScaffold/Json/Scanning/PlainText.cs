using System.Runtime.Intrinsics;

namespace WsScaffold.Json.Scanning;

/// <summary>
/// Copies printable ASCII without quotes and backslashes, which needs no escapes in JSON. Most texts of messages consist of it.
/// </summary>
internal static class PlainText
{
    /// <summary>Copies a text up to the first character of another kind. True if there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">The destination, with at least as many bytes as the text has characters.</param>
    public static bool TryCopy(ReadOnlySpan<char> text, Span<byte> destination)
    {
        while (text.Length >= Vector128<ushort>.Count)
        {
            var block = Vector128.Create(System.Runtime.InteropServices.MemoryMarshal.Cast<char, ushort>(text));
            var stops = Vector128.LessThan(block, Vector128.Create((ushort)' '))
                | Vector128.GreaterThan(block, Vector128.Create((ushort)'~'))
                | Vector128.Equals(block, Vector128.Create((ushort)'"'))
                | Vector128.Equals(block, Vector128.Create((ushort)'\\'));
            if (stops != Vector128<ushort>.Zero)
            {
                return false;
            }

            Vector128.Narrow(block, block).GetLower().CopyTo(destination);
            text = text[Vector128<ushort>.Count..];
            destination = destination[Vector128<ushort>.Count..];
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' or > '~' or '"' or '\\')
            {
                return false;
            }

            destination[i] = (byte)text[i];
        }

        return true;
    }
}
