using System.Text;

namespace WsScaffold.Generator.Emission;

/// <summary>Writes indented source text with <c>\n</c> line ends, whatever machine compiles.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes each line of <paramref name="lines"/> at the current depth.</summary>
    public void Line(string lines = "")
    {
        foreach (var line in lines.Split('\n'))
        {
            var trimmed = line.TrimEnd('\r');
            _text.Append(' ', trimmed.Length == 0 ? 0 : _depth * 4).Append(trimmed).Append('\n');
        }
    }

    /// <summary>Writes the header (if any) and opens a brace, which disposing the result closes.</summary>
    public Closing Block(string header = "", string close = "}")
    {
        if (header.Length > 0)
        {
            Line(header);
        }

        Line("{");
        _depth++;
        return new(this, close);
    }

    public override string ToString() => _text.ToString();

    internal readonly struct Closing(SourceWriter writer, string close) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Line(close);
        }
    }
}
