using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using WsScaffold.Dispatch;

namespace WsScaffold.Tests.Dispatch;

/// <summary>The question that API Gateway asks before <c>$connect</c>, through generated code.</summary>
public sealed class AuthorizerTests : IAsyncDisposable
{
    private const string Stage = "arn:aws:execute-api:ap-northeast-1:123456789012:aabbccdd/production/";
    private const string Pieces = "{}[]:,\"\\ 0e";
    private readonly AppRunner _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Who_may_connect_gets_a_policy_for_the_stage_and_a_flat_context()
    {
        Assert.Equal(
            $$$"""{"principalId":"user-1","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:"""
                + $$$"""Invoke","Effect":"Allow","Resource":"{{{Stage}}}*"}]},"context":{"tenant":7,"admin":true,"name":"Zoë """
                + $$$"""\"Z\"","rate":0.5,"price":1.50}}""",
            await _app.InvokeAsync(TestEvent.Captured("authorizer")));
        Assert.Equal([$"hello 13 {Stage}$connect websocket secret PJqB0fHsqRcCHlw= 123.45.123.45 PJqB0E1tKRcF-Qw="], _app.Journal.Lines);
    }

    [Fact]
    public async Task A_context_without_values_is_left_out() =>
        Assert.Equal(
            $$$"""{"principalId":"user-1","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:"""
                + $$$"""Invoke","Effect":"Allow","Resource":"{{{Stage}}}*"}]}}""",
            await AskAsync("plain")
        );

    [Fact]
    public async Task Who_may_not_connect_is_denied_the_stage() =>
        Assert.Equal(
            $$$"""{"principalId":"user-2","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:"""
                + $$$"""Invoke","Effect":"Deny","Resource":"{{{Stage}}}*"}]}}""",
            await AskAsync("other")
        );

    [Fact]
    public async Task A_403_that_is_thrown_denies() =>
        Assert.Equal(
            $$$"""{"principalId":"anonymous","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:"""
                + $$$"""Invoke","Effect":"Deny","Resource":"{{{Stage}}}*"}]}}""",
            await AskAsync("403")
        );

    [Theory]
    [InlineData("unknown")]
    [InlineData("401")]
    public async Task Whom_nobody_knows_fails_the_invocation_with_the_word_that_API_Gateway_looks_for(string token)
    {
        var failure = await Assert.ThrowsAsync<UnauthorizedException>(() => AskAsync(token));

        Assert.Equal("Unauthorized", failure.Message);
        Assert.Contains("Warning: $connect rejected with 401: ", _app.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("Error: ", _app.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("queryStringParameters", "multiValueQueryStringParameters")]
    [InlineData("headers", "multiValueHeaders")]
    public async Task A_value_that_is_missing_or_does_not_parse_is_a_401(string map, string multiValueMap)
    {
        await Assert.ThrowsAsync<UnauthorizedException>(() => _app.InvokeAsync(TestEvent.Authorizer(e =>
        {
            e.Remove(map);
            e.Remove(multiValueMap);
        })));
        Assert.Empty(_app.Journal.Lines);
    }

    [Theory]
    [InlineData("fail", "secret failure")]
    [InlineData("null", "EveryFormApi.Authorize returned null instead of a decision. Return Authorization.Deny() to reject the handshake.")]
    [InlineData(
        "404",
        "EveryFormApi.Authorize rejected the handshake with 404, but an authorizer can only use 401 and 403. Return "
            + "Authorization.Deny() or Authorization.Unauthorized()."
    )]
    [InlineData(
        "too large",
        "The decision of EveryFormApi.Authorize has 8,193 bytes with its policy, but API Gateway accepts at most 8,192. Put less into "
            + "the context."
    )]
    public async Task No_decision_fails_the_invocation_and_is_logged(string token, string message)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(token));

        Assert.Equal(message, failure.Message);
        Assert.Contains(
            "Error: EveryFormApi.Authorize failed on route $connect, request PJqB0E1tKRcF-Qw=",
            _app.Log,
            StringComparison.Ordinal
        );
        Assert.Contains("\"Effect\":\"Allow\"", await AskAsync("plain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_of_8_KB_is_taken() => Assert.Equal(8192, Encoding.UTF8.GetByteCount(await AskAsync("large")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("arn:aws:execute-api:ap-northeast-1:123456789012:aabbccdd")]
    [InlineData("arn:aws:execute-api:ap-northeast-1:123456789012:aabbccdd/production")]
    [InlineData("arn:aws:execute-api:ap-northeast-1:123456789012:aabbccdd//x")]
    [InlineData("aabbccdd/production/$connect")]
    public async Task A_method_that_is_no_route_of_a_stage_is_not_decided_about(string? methodArn)
    {
        var failure = await Assert.ThrowsAnyAsync<FormatException>(() =>
            _app.InvokeAsync(TestEvent.Authorizer(e => e["methodArn"] = methodArn))
        );

        Assert.StartsWith(
            "The authorizer event has no methodArn in the form arn:…:execute-api:…/{stage}/{route}.",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_event_without_connection_is_none()
    {
        await Assert.ThrowsAnyAsync<FormatException>(() =>
            _app.InvokeAsync(TestEvent.Authorizer(e => e["requestContext"]!.AsObject().Remove("connectionId")))
        );
        await Assert.ThrowsAnyAsync<FormatException>(() =>
            _app.InvokeAsync(
                """{"type":"TOKEN","methodArn":"arn:aws:execute-api:a:1:b/c/GET/","authorizationToken":"secret"}"""u8.ToArray()
            )
        );
        Assert.DoesNotContain("secret", _app.Log, StringComparison.Ordinal);
    }

    // What the gateway reads as a yes must have been asked with the token that is let in.
    [Fact]
    public void No_mutation_of_the_event_lets_anybody_in()
    {
        var whole = WithToken("none");
        var place = Gen.Int[0, whole.Length - 1];
        Gen.Select(place, Gen.Frequency((1, Gen.Byte), (2, Gen.Int[0, Pieces.Length - 1].Select(static index => (byte)Pieces[index]))))
            .Array[1, 4]
            .Sample(
                edits =>
                {
                    var mutated = (byte[])whole.Clone();
                    foreach (var (at, value) in edits)
                    {
                        mutated[at] = value;
                    }

                    Assert.DoesNotContain("Allow", AnswerTo(mutated), StringComparison.Ordinal);
                },
                iter: 3_000,
                threads: 1
            );
    }

    [Theory]
    [InlineData("", "name", "The value cannot be an empty string. (Parameter 'principalId')")]
    [InlineData("user", "", "A value of the authorizer's context has no name. Give it a name. (Parameter 'name')")]
    [InlineData(
        "user",
        "principalId",
        "'principalId' is a reserved name in the authorizer's context: API Gateway sets it. Use another name. (Parameter 'name')"
    )]
    [InlineData(
        "user",
        "integrationLatency",
        "'integrationLatency' is a reserved name in the authorizer's context: API Gateway sets it. Use another name. (Parameter 'name')"
    )]
    [InlineData("user", "twice", "The authorizer's context contains 'twice' twice. Give each value a different name. (Parameter 'name')")]
    public void What_API_Gateway_would_not_take_says_so(string principalId, string name, string message) => Assert.Equal(
        message, Assert.ThrowsAny<ArgumentException>(() => Authorization.Allow(principalId, ("twice", 1), (name, 2))).Message);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_without_a_form_in_JSON_is_no_value(double value) =>
        Assert.Throws<ArgumentException>(() => Authorization.Allow("user", ("value", value)));

    [Fact]
    public void Who_is_denied_has_a_name() => Assert.Throws<ArgumentException>(() => Authorization.Deny(""));

    private Task<string> AskAsync(string token) => _app.InvokeAsync(WithToken(token));

    private static byte[] WithToken(string token) => TestEvent.Authorizer(e =>
    {
        e["queryStringParameters"]!["token"] = token;
        e["multiValueQueryStringParameters"]!["token"] = new JsonArray(token);
    });

    // An invocation that fails lets nobody in.
    private string AnswerTo(byte[] lambdaEvent)
    {
        try
        {
            var answer = _app.InvokeAsync(lambdaEvent).GetAwaiter().GetResult();
            _ = JsonElement.Parse(answer);
            return answer;
        }
        catch (Exception e) when (e is FormatException or UnauthorizedException or InvalidOperationException)
        {
            return "";
        }
    }
}
