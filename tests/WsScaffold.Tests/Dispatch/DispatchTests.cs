using System.Text;
using System.Text.Json.Nodes;

namespace WsScaffold.Tests.Dispatch;

/// <summary>Event in, Lambda's answer out, through generated code: every form of parameter and answer.</summary>
public sealed class DispatchTests : IAsyncDisposable
{
    private readonly AppRunner _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("record", """{"name":"Ann"}""", """{"type":"record","data":{"name":"Ann","tags":0}}""")]
    [InlineData("record", """{"name":"Ann","tags":["a","b"],"id":7}""", """{"type":"record","id":7,"data":{"name":"Ann","tags":2}}""")]
    [InlineData(
        "record",
        """{"id":"a\"b","name":"Ann","other":{"id":1}}""",
        """{"type":"record","id":"a\"b","data":{"name":"Ann","tags":0}}"""
    )]
    [InlineData("record", """{"id":{"x":1},"name":"\u00fc"}""", """{"type":"record","data":{"name":"ü","tags":0}}""")]
    [InlineData("record/task", """{"name":"Ann","id":1.50}""", """{"type":"record/task","id":1.50,"data":{"name":"Ann","tags":0}}""")]
    [InlineData("record/valueTask", """{"name":"Ann"}""", """{"type":"record/valueTask","data":{"name":"Ann","tags":0}}""")]
    [InlineData("struct", """{"x":1,"y":2}""", """{"type":"struct","data":{"x":2,"y":1}}""")]
    [InlineData("list", "[1,2,3]", """{"type":"list","data":6}""")]
    [InlineData("dictionary", """{"A":"high","b":null}""", """{"type":"dictionary","data":{"A":"high","b":null}}""")]
    [InlineData("utf8", "raw \u00fc \"text\"\n", "raw \u00fc \"text\"\n")]
    [InlineData("utf8/null", "x", "x")]
    [InlineData("element", """{"a":[]}""", "Object")]
    [InlineData("element", "null", "Null")]
    [InlineData("optional", """{"name":"Ann"}""", "Ann")]
    [InlineData("optional", "null", "nobody")]
    [InlineData("optional", "", "nobody")]
    [InlineData("\"odd\\ key\u00fc//", "", "odd")]
    [InlineData("$default", "", "")]
    [InlineData("$default", "\ud83d\ude00 </script>", "\ud83d\ude00 </script>")]
    public async Task An_answer_is_the_body_of_the_route_response(string routeKey, string body, string expected)
    {
        var answer = JsonNode.Parse(await _app.InvokeAsync(TestEvent.Message(routeKey, body)))!;

        Assert.Equal(200, (int)answer["statusCode"]!);
        Assert.Equal(expected, (string?)answer["body"]);
    }

    [Theory]
    [InlineData("null", "")]
    [InlineData("null/text", "")]
    [InlineData("utf8/null", "xx")]
    [InlineData("nothing", """{"name":"Ann"}""")]
    [InlineData("nothing/task", """{"name":"Ann"}""")]
    public async Task No_answer_is_a_status_alone(string routeKey, string body) =>
        Assert.Equal("""{"statusCode":200}""", await _app.InvokeAsync(TestEvent.Message(routeKey, body)));

    [Fact]
    public async Task An_answer_is_written_byte_for_byte() => Assert.Equal(
        """{"statusCode":200,"body":"{\"type\":\"record\",\"id\":7,\"data\":{\"name\":\"Ann & <Bob>\",\"tags\":0}}"}""",
        await _app.InvokeAsync(TestEvent.Message("record", """{"name":"Ann & <Bob>","id":7}""")));

    [Fact]
    public async Task Handlers_without_an_answer_run()
    {
        await _app.InvokeAsync(TestEvent.Message("nothing", """{"name":"Ann"}"""));
        await _app.InvokeAsync(TestEvent.Message("nothing/task", """{"name":"Bob"}"""));

        Assert.Equal(["nothing Ann", "nothing/task Bob"], _app.Journal.Lines);
    }

    [Fact]
    public async Task Services_come_from_one_scope_of_the_event() =>
        Assert.Equal("""{"statusCode":200,"body":"hello True True True"}""", await _app.InvokeAsync(TestEvent.Message("services", "")));

    [Theory]
    [InlineData("""{"principalId":"ann","admin":"true","level":"3"}""", "ann True 3")]
    [InlineData("""{"principalId":"ann","admin":true,"integrationLatency":5}""", "ann True -")]
    public async Task Values_of_the_authorizer_are_bound(string authorizer, string expected)
    {
        var answer = await _app.InvokeAsync(
            TestEvent.Message("authorizer", "", e => e["requestContext"]!["authorizer"] = JsonNode.Parse(authorizer))
        );

        Assert.Equal($$"""{"statusCode":200,"body":"{{expected}}"}""", answer);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("""{"admin":"true"}""")]
    [InlineData("""{"principalId":"ann","admin":"perhaps"}""")]
    public async Task A_missing_value_of_the_authorizer_is_unauthorized(string authorizer)
    {
        var answer = JsonNode.Parse(await _app.InvokeAsync(
            TestEvent.Message("authorizer", "", e => e["requestContext"]!["authorizer"] = JsonNode.Parse(authorizer))))!;

        Assert.Equal(
            """{"message":"Unauthorized","connectionId":"PJqB0fHsqRcCHlw=","requestId":"PJqCFEqHqRcFd0w=","status":401}""",
            (string?)answer["body"]);
    }

    [Fact]
    public async Task A_context_has_every_field_of_the_event() =>
        Assert.Equal(
            """{"statusCode":200,"body":"PJqB0fHsqRcCHlw=|context|PJqCFEqHqRcFd0w=|PJqCFEqHqRcFd0w=|PJqCFfHyKRcCHlw=|IN|production|"""
                + """aabbccdd|aabbccdd.execute-api.ap-northeast-1.amazonaws.com|1701245041796|2023-11-29T08:04:03.4170000+00:"""
                + """00|123.45.123.45|-|-|0|hi|8476a536-e9f4-11e8-9739-2dfe598c3fcd|True"}""",
            await _app.InvokeAsync(TestEvent.Message("context", "hi"))
        );

    [Fact]
    public async Task A_context_ends_with_its_event()
    {
        await _app.InvokeAsync(TestEvent.Message("keep", "hi"));

        Assert.Throws<ObjectDisposedException>(() => _app.Journal.Kept!.RequestId);
        Assert.Throws<ObjectDisposedException>(() => _app.Journal.Kept!.ConnectionId);
        Assert.Throws<ObjectDisposedException>(() => _app.Journal.Kept!.Identity);
        Assert.Throws<ObjectDisposedException>(() => _app.Journal.Kept!.Body);
    }

    [Fact]
    public async Task Filters_wrap_the_handler_from_class_to_method_and_all_are_disposed_in_reverse()
    {
        await _app.InvokeAsync(TestEvent.Message("other", "body"));

        Assert.Equal(["stamp other", "(", "handler body", ")", "stamped", "stamp disposed", "disposed"], _app.Journal.Lines);
    }

    [Theory]
    [InlineData(
        "refuse",
        """{"id":5}""",
        """{"message":"Somebody was faster.","connectionId":"PJqB0fHsqRcCHlw=","requestId":"PJqCFEqHqRcFd0w=","status":409,"id":5}"""
    )]
    [InlineData(
        "refuse",
        "no JSON",
        """{"message":"Somebody was faster.","connectionId":"PJqB0fHsqRcCHlw=","requestId":"PJqCFEqHqRcFd0w=","status":409}"""
    )]
    [InlineData(
        "refuse",
        """{"id":5,oops""",
        """{"message":"Somebody was faster.","connectionId":"PJqB0fHsqRcCHlw=","requestId":"PJqCFEqHqRcFd0w=","status":409,"id":5}"""
    )]
    public async Task A_refusal_is_told_to_the_caller_with_the_id_of_the_request(string routeKey, string body, string expected)
    {
        var answer = JsonNode.Parse(await _app.InvokeAsync(TestEvent.Message(routeKey, body)))!;

        Assert.Equal(expected, (string?)answer["body"]);
        Assert.Contains("request PJqCFEqHqRcFd0w=", _app.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_a_one_way_route_is_only_logged()
    {
        Assert.Equal("""{"statusCode":200}""", await _app.InvokeAsync(TestEvent.Message("refuse/nobody", "hi")));

        Assert.Contains("rejected with 409: ", _app.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_without_an_answer_posts_its_refusals_to_the_connection()
    {
        Assert.True(_app.App.Descriptor.Pushes);
        Assert.Equal("""{"statusCode":200}""", await _app.InvokeAsync(TestEvent.Message("silent", """{"id":5}""")));
        Assert.Equal("""{"statusCode":200}""", await _app.InvokeAsync(TestEvent.Message("silent", """{"name":"Ann"}""")));

        Assert.Equal(
            [
                """PJqB0fHsqRcCHlw=: {"message":"Bad request """
                    + """body","connectionId":"PJqB0fHsqRcCHlw=","requestId":"PJqCFEqHqRcFd0w=","id":5,"errors":["""
                    + """{"path":"$.name","message":"is required"}]}""",
            ],
            _app.Connections.Take()
        );
        Assert.Equal(["silent Ann"], _app.Journal.Lines);
    }

    [Fact]
    public async Task A_refusal_that_cannot_be_posted_is_logged_and_does_not_fail_the_function()
    {
        _app.Connections.Outcome = static (_, _) => ConnectionStatus.Gone;
        Assert.Equal("""{"statusCode":200}""", await _app.InvokeAsync(TestEvent.Message("silent", "{}")));
        _app.Connections.Outcome = static (_, _) => throw new NotSupportedException("no way");
        Assert.Equal("""{"statusCode":200}""", await _app.InvokeAsync(TestEvent.Message("silent", "{}")));

        Assert.Contains(
            "The error frame could not be delivered (Gone) on route silent, request PJqCFEqHqRcFd0w=",
            _app.Log,
            StringComparison.Ordinal
        );
        Assert.Contains("no way", _app.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_throws_fails_the_invocation_and_the_next_one_is_served()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => _app.InvokeAsync(TestEvent.Message("fail", "x")));

        Assert.Equal("secret", failure.Message);
        Assert.Contains("EveryFormApi.Fail failed on route fail, request PJqCFEqHqRcFd0w=", _app.Log, StringComparison.Ordinal);
        Assert.Equal("""{"statusCode":200,"body":"hi"}""", await _app.InvokeAsync(TestEvent.Message("$default", "hi")));
    }

    [Fact]
    public async Task An_answer_over_128_KB_fails_with_what_to_do()
    {
        Assert.Contains("xxx", await _app.InvokeAsync(TestEvent.Message("large", "131072")), StringComparison.Ordinal);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => _app.InvokeAsync(TestEvent.Message("large", "131073")));
        Assert.Contains("EveryFormApi.Large", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_key_that_nobody_handles_fails_with_what_to_do()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => _app.InvokeAsync(TestEvent.Message("nobody", "x")));

        Assert.Contains("[WebSocketRoute(\"nobody\")]", failure.Message, StringComparison.Ordinal);
        Assert.Contains("request PJqCFEqHqRcFd0w=", _app.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$connect")]
    [InlineData("$disconnect")]
    public async Task A_message_reaches_no_handler_of_handshakes_and_closed_connections(string routeKey)
    {
        Assert.Equal("""{"statusCode":200,"body":"hi"}""", await _app.InvokeAsync(TestEvent.Message(routeKey, "hi")));

        Assert.Empty(_app.Journal.Lines);
    }

    [Fact]
    public async Task A_base64_body_is_decoded() =>
        Assert.Equal(
            """{"statusCode":200,"body":"hello ü"}""",
            await _app.InvokeAsync(
                TestEvent.Message("$default", Convert.ToBase64String(Encoding.UTF8.GetBytes("hello ü")), e => e["isBase64Encoded"] = true)
            )
        );

    [Fact]
    public async Task Events_at_the_same_time_do_not_mix()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            Task.Run(() => _app.InvokeAsync(TestEvent.Message("record/task", $$"""{"name":"n{{i}}","id":{{i}}}""")))));

        Assert.Equal(
            Enumerable.Range(0, 200).Select(i => $$$"""{"type":"record/task","id":{{{i}}},"data":{"name":"n{{{i}}}","tags":0}}"""),
            answers.Select(answer => (string?)JsonNode.Parse(answer)!["body"]));
    }
}
