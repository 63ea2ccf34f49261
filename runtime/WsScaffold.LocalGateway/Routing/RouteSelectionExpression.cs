using System.Globalization;
using System.Text;

namespace WsScaffold.Gateway.Routing;

/// <summary>
/// Computes the route key of a message. An expression consists of literal text and variables, <c>$request.body.path</c> or
/// <c>${request.body.path}</c>. <c>\$</c> is a literal dollar sign. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html">
/// selection expressions</see>.
/// </summary>
internal sealed class RouteSelectionExpression
{
    private const string Body = "request.body";
    private const string NoVariable = "is not a variable of a message: only $request.body and paths below it can select a route";
    private readonly IReadOnlyList<Part> _parts;

    private RouteSelectionExpression(IReadOnlyList<Part> parts) => _parts = parts;

    /// <summary>Parses an expression.</summary>
    /// <exception cref="FormatException">
    /// The text is not an expression, or has a variable that does not exist for messages. The message says what is wrong and where.
    /// </exception>
    public static RouteSelectionExpression Parse(string expression)
    {
        if (expression.Length == 0)
        {
            throw new FormatException("The route selection expression is empty. The usual one is $request.body.action.");
        }

        return new(new Parser(expression).Parse());
    }

    /// <summary>
    /// The names of the nested members that lead to the route key, if the expression is a single path of names, such as
    /// <c>$request.body.action</c>; otherwise <see langword="null"/>.
    /// </summary>
    public IReadOnlyList<string>? MemberPath =>
        _parts is [{ Path: { Count: > 0 } path }] && path.All(step => step.Name is not null) ? [.. path.Select(step => step.Name!)] : null;

    /// <summary>Computes the route key of a message. A missing value is the empty string.</summary>
    /// <returns>The route key, or <see langword="null"/> if the expression has variables and the message cannot be parsed.</returns>
    public string? Evaluate(string message)
    {
        object? body = null;
        if (_parts.Any(part => part.Path is not null) && !LenientJson.TryParse(message, out body))
        {
            return null;
        }

        return string.Concat(_parts.Select(part => part.Path is null ? part.Literal : LenientJson.ToText(Find(body, part.Path))));
    }

    private static object? Find(object? value, IReadOnlyList<Step> path)
    {
        foreach (var step in path)
        {
            value = (value, step.Name) switch
            {
                (OrderedDictionary<string, object?> map, { } name) => map.GetValueOrDefault(name),
                (List<object?> list, null) when step.Index < list.Count => list[step.Index],
                _ => null,
            };
        }

        return value;
    }

    /// <summary>A literal text, or a variable if <paramref name="Path"/> is not <see langword="null"/>.</summary>
    private sealed record Part(string Literal, IReadOnlyList<Step>? Path);

    /// <summary>A member of an object, or an item of an array if <paramref name="Name"/> is <see langword="null"/>.</summary>
    private readonly record struct Step(string? Name, int Index);

    private ref struct Parser(string expression)
    {
        private readonly string _expression = expression;
        private int _position;

        private readonly char Current => _position < _expression.Length ? _expression[_position] : '\0';

        public List<Part> Parse()
        {
            var parts = new List<Part>();
            var literal = new StringBuilder();
            while (_position < _expression.Length)
            {
                if (Current == '$')
                {
                    AddLiteral(parts, literal);
                    parts.Add(new Part("", Variable()));
                    continue;
                }

                if (_expression.AsSpan(_position).StartsWith(@"\$"))
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
                parts.Add(new Part(literal.ToString(), null));
                literal.Clear();
            }
        }

        private List<Step> Variable()
        {
            var start = _position++;
            var braced = Current == '{';
            if (braced)
            {
                _position++;
            }

            if (!_expression.AsSpan(_position).StartsWith(Body, StringComparison.Ordinal))
            {
                throw Error(start, $"{NoVariable}. Write \\$ for a literal dollar sign");
            }

            _position += Body.Length;
            var path = Path(braced);
            if (braced)
            {
                if (Current != '}')
                {
                    throw Error(start, "has no closing brace, or has a path that is neither .name nor [index]");
                }

                _position++;
            }
            else if (path.Count == 0 && IsNameCharacter(Current, braced: false))
            {
                throw Error(start, NoVariable);
            }

            return path;
        }

        private List<Step> Path(bool braced)
        {
            var path = new List<Step>();
            while (true)
            {
                // After a variable without braces, a dot that is not followed by a name is literal text.
                if (Current == '.' && _position + 1 < _expression.Length && IsNameCharacter(_expression[_position + 1], braced))
                {
                    _position++;
                    path.Add(new Step(Name(braced), 0));
                }
                else if (Current == '[')
                {
                    path.Add(Bracket());
                }
                else
                {
                    return path;
                }
            }
        }

        private string Name(bool braced)
        {
            var start = _position;
            while (IsNameCharacter(Current, braced))
            {
                _position++;
            }

            return _expression[start.._position];
        }

        // [2], ['name'] or ["name"]
        private Step Bracket()
        {
            var start = _position;
            var end = _expression.IndexOf(']', start);
            var inside = end < 0 ? "" : _expression[(start + 1)..end];
            _position = end + 1;
            if (int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                return new Step(null, index);
            }

            if (inside.Length > 2 && inside[0] is '\'' or '"' && inside[^1] == inside[0])
            {
                return new Step(inside[1..^1], 0);
            }

            throw Error(start, "is neither an index, [0], nor a name, ['action']");
        }

        private static bool IsNameCharacter(char character, bool braced) => braced
            ? character is not ('\0' or '.' or '[' or ']' or '{' or '}')
            : char.IsLetterOrDigit(character) || character is '_' or '-';

        private readonly FormatException Error(int start, string what) =>
            new($"The route selection expression '{_expression}' is wrong at character {start + 1}: '{_expression[start..]}' {what}.");
    }
}
