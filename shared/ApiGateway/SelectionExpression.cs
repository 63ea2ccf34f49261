using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace WsScaffold.ApiGateway;

/// <summary>
/// The grammar of a route selection expression. It consists of literal text and variables, <c>$request.body.path</c> or
/// <c>${request.body.path}</c>. <c>\$</c> is a literal dollar sign. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html">
/// selection expressions</see>.
/// </summary>
internal sealed class SelectionExpression
{
    /// <summary>The expression of an API that sets none.</summary>
    public const string Default = "$request.body.action";

    private SelectionExpression(IReadOnlyList<Part> parts) => Parts = parts;

    public IReadOnlyList<Part> Parts { get; }

    /// <summary>Parses an expression.</summary>
    /// <param name="problem">A sentence that says what is wrong and where; empty if nothing is.</param>
    /// <returns>The expression, or null if the text is not one, or has a variable that does not exist for messages.</returns>
    public static SelectionExpression? Parse(string expression, out string problem)
    {
        if (expression.Length == 0)
        {
            problem = $"The route selection expression is empty. The usual one is {Default}.";
            return null;
        }

        var parser = new Parser(expression);
        var parts = parser.Parse();
        problem = parser.Problem ?? "";
        return parser.Problem is null ? new(parts) : null;
    }

    /// <summary>Whether some message selects the route key.</summary>
    public bool Yields(string routeKey)
    {
        var pattern = string.Concat(Parts.Select(static part => part.Path is null ? Regex.Escape(part.Literal) : ".*"));
        return Regex.IsMatch(routeKey, $@"\A{pattern}\z", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    /// <summary>A literal text, or a variable if <paramref name="Path"/> is not null.</summary>
    internal sealed record Part(string Literal, IReadOnlyList<Step>? Path);

    /// <summary>A member of an object, or an item of an array if <paramref name="Name"/> is null.</summary>
    internal readonly record struct Step(string? Name, int Index);

    private sealed class Parser(string expression)
    {
        private const string Body = "request.body";
        private const string NoVariable = "is not a variable of a message: only $request.body and paths below it can select a route";

        private int _position;

        /// <summary>The first mistake; null if there is none.</summary>
        public string? Problem { get; private set; }

        private char Current => _position < expression.Length ? expression[_position] : '\0';

        public List<Part> Parse()
        {
            var parts = new List<Part>();
            var literal = new StringBuilder();
            while (_position < expression.Length && Problem is null)
            {
                if (Current == '$')
                {
                    AddLiteral(parts, literal);
                    parts.Add(new("", Variable()));
                    continue;
                }

                if (StartsWith(@"\$"))
                {
                    _position++;
                }

                literal.Append(Current);
                _position++;
            }

            AddLiteral(parts, literal);
            return parts;
        }

        private static void AddLiteral(List<Part> parts, StringBuilder literal)
        {
            if (literal.Length > 0)
            {
                parts.Add(new(literal.ToString(), null));
                literal.Clear();
            }
        }

        private bool StartsWith(string text) => string.CompareOrdinal(expression, _position, text, 0, text.Length) == 0;

        private List<Step> Variable()
        {
            var start = _position++;
            var isBraced = Current == '{';
            if (isBraced)
            {
                _position++;
            }

            if (!StartsWith(Body))
            {
                Fail(start, $"{NoVariable}. Write \\$ for a literal dollar sign");
                return [];
            }

            _position += Body.Length;
            var path = Path(isBraced);
            if (isBraced)
            {
                if (Current != '}')
                {
                    Fail(start, "has no closing brace, or has a path that is neither .name nor [index]");
                }

                _position++;
            }
            else if (path.Count == 0 && IsNameCharacter(Current, isBraced: false))
            {
                Fail(start, NoVariable);
            }

            return path;
        }

        private List<Step> Path(bool isBraced)
        {
            var path = new List<Step>();
            while (Problem is null)
            {
                // After a variable without braces, a dot that is not followed by a name is literal text.
                if (Current == '.' && _position + 1 < expression.Length && IsNameCharacter(expression[_position + 1], isBraced))
                {
                    _position++;
                    path.Add(new(Name(isBraced), 0));
                }
                else if (Current == '[')
                {
                    path.Add(Bracket());
                }
                else
                {
                    break;
                }
            }

            return path;
        }

        private string Name(bool isBraced)
        {
            var start = _position;
            while (IsNameCharacter(Current, isBraced))
            {
                _position++;
            }

            return expression.Substring(start, _position - start);
        }

        // [2], ['name'] or ["name"]
        private Step Bracket()
        {
            var start = _position;
            var end = expression.IndexOf(']', start);
            var inside = end < 0 ? "" : expression.Substring(start + 1, end - start - 1);
            _position = end + 1;
            if (int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                return new(null, index);
            }

            if (inside.Length > 2 && inside[0] is '\'' or '"' && inside[inside.Length - 1] == inside[0])
            {
                return new(inside.Substring(1, inside.Length - 2), 0);
            }

            Fail(start, "is neither an index, [0], nor a name, ['action']");
            return default;
        }

        private static bool IsNameCharacter(char character, bool isBraced) => isBraced
            ? character is not ('\0' or '.' or '[' or ']' or '{' or '}')
            : char.IsLetterOrDigit(character) || character is '_' or '-';

        private void Fail(int start, string what) => Problem ??=
            $"The route selection expression '{expression}' is wrong at character {start + 1}: '{expression.Substring(start)}' {what}.";
    }
}
