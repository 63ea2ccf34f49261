using CsCheck;
using WsScaffold.Gateway.Routing;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Routing;

public sealed class RouteSelectionExpressionTests
{
    private const string NoVariable = "is not a variable of a message: only $request.body and paths below it can select a route";
    private const string NoBrace = "has no closing brace, or has a path that is neither .name nor [index].";

    [Theory]
    [InlineData("$request.body.action", """{"action":"join"}""", "join")]
    [InlineData("${request.body.action}", """{"action":"join"}""", "join")]
    [InlineData("$request.body.a.b", """{"a":{"b":"x"}}""", "x")]
    [InlineData("${request.body.service}/${request.body.action}", """{"service":"chat","action":"join"}""", "chat/join")]
    [InlineData("$request.body.service/$request.body.action", """{"service":"chat","action":"join"}""", "chat/join")]
    [InlineData("${request.body.action}-${request.body.room}", """{"action":"join"}""", "join-")]
    [InlineData("action", "anything", "action")]
    [InlineData("action", """{"broken" """, "action")]
    [InlineData(@"\$default", "anything", "$default")]
    [InlineData(@"\${request.body.action}", """{"action":"join"}""", "${request.body.action}")]
    [InlineData("$request.body[2]", """["a","b","c"]""", "c")]
    [InlineData("$request.body[2]", """["a"]""", "")]
    [InlineData("$request.body.list[1].name", """{"list":[0,{"name":"x"}]}""", "x")]
    [InlineData("$request.body['a b']", """{"a b":"x"}""", "x")]
    [InlineData("${request.body.a b}", """{"a b":"x"}""", "x")]
    [InlineData("$request.body.message-type", """{"message-type":"x"}""", "x")]
    [InlineData("$request.body.action.", """{"action":"join"}""", "join.")]
    [InlineData("$request.body.action", """{"action":"$request.body.other","other":"no"}""", "$request.body.other")]
    [InlineData("$request.body.action.length", """{"action":"join"}""", "")]
    public void An_expression_computes_the_route_key_of_a_message(string expression, string message, string key) =>
        Assert.Equal(key, RouteSelectionExpression.Parse(expression).Evaluate(message));

    [Theory]
    [InlineData("$request.header.x", 1, "$request.header.x", $"{NoVariable}. Write \\$ for a literal dollar sign.")]
    [InlineData("a$", 2, "$", $"{NoVariable}. Write \\$ for a literal dollar sign.")]
    [InlineData("$request.bodyguard", 1, "$request.bodyguard", $"{NoVariable}.")]
    [InlineData("${request.body.action", 1, "${request.body.action", NoBrace)]
    [InlineData("${request.body.}", 1, "${request.body.}", NoBrace)]
    [InlineData("$request.body[x]", 14, "[x]", "is neither an index, [0], nor a name, ['action'].")]
    [InlineData("$request.body[1", 14, "[1", "is neither an index, [0], nor a name, ['action'].")]
    public void An_invalid_expression_throws_with_the_problem_and_its_position(
        string expression, int position, string rest, string problem) =>
        Assert.Equal(
            $"The route selection expression '{expression}' is wrong at character {position}: '{rest}' {problem}",
            Assert.Throws<FormatException>(() => RouteSelectionExpression.Parse(expression)).Message);

    [Fact]
    public void An_empty_expression_throws_with_the_usual_one() =>
        Assert.Equal(
            "The route selection expression is empty. The usual one is $request.body.action.",
            Assert.Throws<FormatException>(() => RouteSelectionExpression.Parse("")).Message);

    [Fact]
    public async Task An_invalid_expression_fails_the_start()
    {
        var api = new WebSocketApiDescriptor { Name = "Chat", RouteSelectionExpression = "$context.stage", Routes = [] };

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => Gateways.StartAsync(new Function(), api));

        Assert.StartsWith(
            "The route selection expression '$context.stage' is wrong at character 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arbitrary_text_is_an_expression_or_throws_a_FormatException()
    {
        var token = Gen.OneOf("$", "{", "}", "request.body", "request", ".", "a", "[", "]", "0", "'", "\\", "-", "/", " ");
        token.Array[0, 20].Select(string.Concat).Sample(
            expression =>
            {
                try
                {
                    _ = RouteSelectionExpression.Parse(expression).Evaluate("""{"a":{"a":[1]}}""");
                }
                catch (FormatException)
                {
                    // The only exception that may be thrown.
                }
            },
            iter: 20_000);
    }
}
