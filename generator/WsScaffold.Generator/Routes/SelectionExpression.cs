using System.Text.RegularExpressions;

namespace WsScaffold.Generator.Routes;

/// <summary>
/// Which route keys a route selection expression can yield: text mixed with variables, <c>$request.body.path</c> or
/// <c>${request.body.path}</c>; <c>\$</c> is a dollar.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html">selection expressions</see>.
/// </summary>
internal sealed class SelectionExpression
{
    private const string Brackets = @"\[(?:\d+|'[^'\]]+'|""[^""\]]+"")\]";

    private static readonly Regex _part = new(
        @"\G(?:"
        + @"\\(?<text>\$)"
        + @"|(?<text>[^$])"
        + @"|(?<variable>\$\{request\.body(?:\.[^.\[\]{}]+|" + Brackets + @")*\})"
        + @"|(?<variable>\$request\.body(?![\p{L}\p{Nd}_-])(?:\.[\p{L}\p{Nd}_-]+|" + Brackets + @")*))",
        RegexOptions.Singleline | RegexOptions.CultureInvariant);

    private readonly Regex _keys;

    private SelectionExpression(string keys) => _keys = new(keys, RegexOptions.Singleline | RegexOptions.CultureInvariant);

    /// <summary>Reads an expression; null when it is none.</summary>
    public static SelectionExpression? Parse(string expression)
    {
        var keys = new System.Text.StringBuilder("^");
        var position = 0;
        for (var part = _part.Match(expression); part.Success; part = part.NextMatch())
        {
            keys.Append(part.Groups["variable"].Success ? ".*" : Regex.Escape(part.Groups["text"].Value));
            position = part.Index + part.Length;
        }

        return position == 0 || position < expression.Length ? null : new(keys.Append('$').ToString());
    }

    /// <summary>Whether some message selects the key.</summary>
    public bool Yields(string routeKey) => _keys.IsMatch(routeKey);
}
