using System.Globalization;
using System.Text;

namespace WsScaffold.Json.Errors;

/// <summary>The JSON path of the current position in a body: <c>$.items[2]['odd name']</c>.</summary>
internal sealed class BodyPath
{
    /// <summary>The maximum length of a name. Names come from the client, but the error frame must stay short.</summary>
    private const int LongestName = 100;

    private readonly StringBuilder _text = new("$");

    /// <returns>The length to pass to <see cref="Pop"/>.</returns>
    public int Push(string name)
    {
        var mark = _text.Length;
        var shown = name.Length > LongestName ? string.Concat(name.AsSpan(0, LongestName), "…") : name;
        if (IsIdentifier(shown))
        {
            _text.Append('.').Append(shown);
        }
        else
        {
            _text
                .Append("['")
                .Append(shown.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal))
                .Append("']");
        }

        return mark;
    }

    /// <inheritdoc cref="Push(string)"/>
    public int Push(int index)
    {
        var mark = _text.Length;
        _text.Append(CultureInfo.InvariantCulture, $"[{index}]");
        return mark;
    }

    public void Pop(int mark) => _text.Length = mark;

    public override string ToString() => _text.ToString();

    private static bool IsIdentifier(string name)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '$' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
