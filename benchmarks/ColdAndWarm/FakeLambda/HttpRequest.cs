using System.Text;

namespace ColdAndWarm.FakeLambda;

/// <summary>One HTTP request: the head as received, including the empty line, and the body.</summary>
internal readonly struct HttpRequest(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
{
    public ReadOnlyMemory<byte> Body => body;

    public string Method => Encoding.ASCII.GetString(head.Span[..head.Span.IndexOf((byte)' ')]);

    /// <summary>The request target as received.</summary>
    public string Target
    {
        get
        {
            var afterMethod = head.Span[(head.Span.IndexOf((byte)' ') + 1)..];
            return Encoding.ASCII.GetString(afterMethod[..afterMethod.IndexOf((byte)' ')]);
        }
    }

    public string? Header(string name) => Header(head.Span, name);

    public static string? Header(ReadOnlySpan<byte> head, string name)
    {
        while (!head.IsEmpty)
        {
            var line = head[..head.IndexOf("\r\n"u8)];
            head = head[(line.Length + 2)..];
            if (line.Length > name.Length && line[name.Length] == ':' && Ascii.EqualsIgnoreCase(line[..name.Length], name))
            {
                return Encoding.ASCII.GetString(line[(name.Length + 1)..]).Trim();
            }
        }

        return null;
    }
}
