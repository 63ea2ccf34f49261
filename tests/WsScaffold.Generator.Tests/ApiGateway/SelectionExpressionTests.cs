using WsScaffold.ApiGateway;

namespace WsScaffold.Generator.Tests.ApiGateway;

/// <summary>
/// The grammar that the generator and the local gateway share, by the rows of
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html">
/// selection expressions</see>: a variable is <c>$path</c> or <c>${path}</c>, braces delimit it from text, and <c>\$</c> is a
/// literal dollar sign.
/// </summary>
public sealed class SelectionExpressionTests
{
    [Theory]
    [InlineData("$request.body.action", "<action>")]
    [InlineData("${request.body.action}", "<action>")]
    [InlineData("$request.body.a.b", "<a.b>")]
    [InlineData("${request.body.service}/${request.body.action}", "<service>|/|<action>")]
    [InlineData("${request.body.action}-${request.body.room}", "<action>|-|<room>")]
    [InlineData("$request.body.service/$request.body.action", "<service>|/|<action>")]
    [InlineData("action", "action")]
    [InlineData(@"\$default", "$default")]
    [InlineData(@"\${request.body.action}", "${request.body.action}")]
    [InlineData("$request.body", "<>")]
    [InlineData("$request.body[2]", "<2>")]
    [InlineData("$request.body['a b'].c", "<a b.c>")]
    [InlineData("$request.body.message-type", "<message-type>")]
    [InlineData("${request.body.a b}", "<a b>")]
    [InlineData("$request.body.action.", "<action>|.")]
    [InlineData(@"a\b", @"a\b")]
    public void An_expression_is_text_and_variables(string expression, string parts)
    {
        var parsed = SelectionExpression.Parse(expression, out var problem);

        Assert.NotNull(parsed);
        Assert.Empty(problem);
        Assert.Equal(parts, string.Join('|', parsed.Parts.Select(Written)));
    }

    [Theory]
    [InlineData("", "The route selection expression is empty. The usual one is $request.body.action.")]
    [InlineData("$", "at character 1: '$' is not a variable of a message")]
    [InlineData("$request.header.x", "at character 1: '$request.header.x' is not a variable of a message")]
    [InlineData("$context.routeKey", "at character 1: '$context.routeKey' is not a variable of a message")]
    [InlineData("$request.bodyguard", "at character 1: '$request.bodyguard' is not a variable of a message")]
    [InlineData("a$request.body[", "at character 15: '[' is neither an index, [0], nor a name, ['action']")]
    [InlineData("$request.body[]", "at character 14: '[]' is neither an index, [0], nor a name, ['action']")]
    [InlineData("$request.body['a", "at character 14: '['a' is neither an index, [0], nor a name, ['action']")]
    [InlineData("$request.body[99999999999]", "at character 14: '[99999999999]' is neither an index, [0], nor a name, ['action']")]
    [InlineData("${request.body.action", "at character 1: '${request.body.action' has no closing brace")]
    [InlineData(
        "${request.body.}",
        "at character 1: '${request.body.}' has no closing brace, or has a path that is neither "
            + ".name nor [index]"
    )]
    public void A_text_that_is_no_expression_has_a_problem_at_its_place(string expression, string problem)
    {
        Assert.Null(SelectionExpression.Parse(expression, out var found));
        Assert.Contains(problem, found, StringComparison.Ordinal);
    }

    // A missing value is the empty string.
    [Theory]
    [InlineData("$request.body.action", "join", true)]
    [InlineData("$request.body.action", "", true)]
    [InlineData("${request.body.service}/${request.body.action}", "chat/join", true)]
    [InlineData("${request.body.service}/${request.body.action}", "/", true)]
    [InlineData("${request.body.service}/${request.body.action}", "join", false)]
    [InlineData("v1.${request.body.action}", "v1.join", true)]
    [InlineData("v1.${request.body.action}", "v1xjoin", false)]
    [InlineData("action", "action", true)]
    [InlineData("action", "action\n", false)]
    [InlineData("$request.body.action", "two\nlines", true)]
    public void An_expression_yields_the_keys_that_its_text_allows(string expression, string routeKey, bool isYielded) =>
        Assert.Equal(isYielded, SelectionExpression.Parse(expression, out _)!.Yields(routeKey));

    private static string Written(SelectionExpression.Part part) => part.Path is null
        ? part.Literal
        : $"<{string.Join('.', part.Path.Select(step => step.Name ?? $"{step.Index}"))}>";
}
