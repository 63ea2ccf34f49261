using CsCheck;
using WsScaffold.Gateway.Routing;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Routing;

public sealed class RouteSelectionExpressionTests
{
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
    public void The_key_of_a_message(string expression, string message, string key) =>
        Assert.Equal(key, RouteSelectionExpression.Parse(expression).Evaluate(message));

    [Theory]
    [InlineData("", "The route selection expression is empty. The usual one is $request.body.action.")]
    [InlineData("$request.header.x", "The route selection expression '$request.header.x' is wrong at character 1: '$request.header.x' is not a variable of a message: only $request.body and paths below it can select a route. Write \\$ for a literal dollar sign.")]
    [InlineData("a$", "The route selection expression 'a$' is wrong at character 2: '$' is not a variable of a message: only $request.body and paths below it can select a route. Write \\$ for a literal dollar sign.")]
    [InlineData("$request.bodyguard", "The route selection expression '$request.bodyguard' is wrong at character 1: '$request.bodyguard' is not a variable of a message: only $request.body and paths below it can select a route.")]
    [InlineData("${request.body.action", "The route selection expression '${request.body.action' is wrong at character 1: '${request.body.action' has no closing brace, or has a path that is neither .name nor [index].")]
    [InlineData("${request.body.}", "The route selection expression '${request.body.}' is wrong at character 1: '${request.body.}' has no closing brace, or has a path that is neither .name nor [index].")]
    [InlineData("$request.body[x]", "The route selection expression '$request.body[x]' is wrong at character 14: '[x]' is neither an index, [0], nor a name, ['action'].")]
    [InlineData("$request.body[1", "The route selection expression '$request.body[1' is wrong at character 14: '[1' is neither an index, [0], nor a name, ['action'].")]
    public void A_wrong_expression_says_what_is_wrong_and_where(string expression, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => RouteSelectionExpression.Parse(expression)).Message);

    [Fact]
    public async Task A_wrong_expression_stops_the_gateway_from_starting()
    {
        var api = new WebSocketApiDescriptor { Name = "Chat", RouteSelectionExpression = "$context.stage", Routes = [] };

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => Gateways.StartAsync(new Function(), api));

        Assert.StartsWith("The route selection expression '$context.stage' is wrong at character 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_an_expression_or_a_FormatException()
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
                    // The promised way to refuse.
                }
            },
            iter: 20_000);
    }
}
