using WsScaffold.ApiGateway;

namespace WsScaffold.Gateway.Routing;

/// <summary>Computes the route key of a message by a <see cref="SelectionExpression"/>.</summary>
internal sealed class RouteSelectionExpression
{
    private readonly IReadOnlyList<SelectionExpression.Part> _parts;

    private RouteSelectionExpression(IReadOnlyList<SelectionExpression.Part> parts) => _parts = parts;

    /// <summary>Parses an expression.</summary>
    /// <exception cref="FormatException">
    /// The text is not an expression, or has a variable that does not exist for messages. The message says what is wrong and where.
    /// </exception>
    public static RouteSelectionExpression Parse(string expression) =>
        SelectionExpression.Parse(expression, out var problem) is { } parsed ? new(parsed.Parts) : throw new FormatException(problem);

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

    private static object? Find(object? value, IReadOnlyList<SelectionExpression.Step> path)
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
}
