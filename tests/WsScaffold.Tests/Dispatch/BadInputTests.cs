using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace WsScaffold.Tests.Dispatch;

/// <summary>
/// Events and bodies that nobody should send: the process lives, the answer is defined, the log says which request and no content.
/// </summary>
public sealed class BadInputTests : IAsyncDisposable
{
    private const string BadBody = """{"message":"Bad request body","connectionId":"PJqB0fHsqRcCHlw=","requestId":"PJqCFEqHqRcFd0w=",""";
    private readonly AppRunner _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("hello")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("42")]
    [InlineData("{}")]
    [InlineData("{} {}")]
    [InlineData("""{"requestContext":null}""")]
    [InlineData("""{"requestContext":""}""")]
    [InlineData("""{"requestContext":{"eventType":"MESSAGE"}}""")]
    [InlineData("""{"requestContext":{"eventType":"SUBSCRIBE","connectionId":"x"}}""")]
    [InlineData("""{"requestContext":{"connectionId":"x"}}""")]
    [InlineData("""{"requestContext":{"eventType":5,"connectionId":"x"}}""")]
    [InlineData("""{"source":"aws.events","detail-type":"Scheduled Event"}""")]
    public async Task What_is_no_WebSocket_event_fails_with_what_to_send(string lambdaEvent)
    {
        var failure = await Assert.ThrowsAnyAsync<FormatException>(() => _app.InvokeAsync(Encoding.UTF8.GetBytes(lambdaEvent)));

        Assert.Contains("This function only handles API Gateway WebSocket events.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("8476a536-e9f4-11e8-9739-2dfe598c3fcd", _app.Log, StringComparison.Ordinal);
        await AssertLives();
    }

    [Fact]
    public async Task A_truncated_event_fails_wherever_it_is_cut()
    {
        var whole = TestEvent.Captured("sendMessage");
        for (var length = 0; length < whole.Length - 2; length += 7)
        {
            await Assert.ThrowsAnyAsync<FormatException>(() => _app.InvokeAsync(whole[..length]));
        }

        await AssertLives();
    }

    [Fact]
    public async Task A_deeply_nested_event_fails()
    {
        var nested = new string('[', 100_000);
        await Assert.ThrowsAnyAsync<FormatException>(() => _app.InvokeAsync(Encoding.UTF8.GetBytes($$"""{"headers":{{nested}}""")));
        await AssertLives();
    }

    [Fact]
    public async Task An_old_capture_with_nulls_and_empty_strings_is_served()
    {
        var answer = await _app.InvokeAsync(Encoding.UTF8.GetBytes("""
            {"headers":null,"multiValueHeaders":null,"queryStringParameters":null,"stageVariables":null,"body":"hi","isBase64Encoded":null,
             "requestContext":{"authorizer":"","error":"","status":"","identity":{"accountId":null,"sourceIp":"1.2.3.4","userAgent":null},
             "connectionId":"abc=","eventType":"MESSAGE","routeKey":"$default","messageId":null,"requestId":null,"connectedAt":"soon",
             "disconnectStatusCode":null,"disconnectReason":null,"requestTimeEpoch":1.5,"stage":null}}
            """));

        Assert.Equal("""{"statusCode":200,"body":"hi"}""", answer);
    }

    [Fact]
    public async Task An_event_of_6_MB_is_served()
    {
        var lambdaEvent = TestEvent.Message("element", $$"""{"a":"{{new string('\u00fc', 3_000_000)}}"}""");

        Assert.Equal("""{"statusCode":200,"body":"Object"}""", await _app.InvokeAsync(lambdaEvent));
        await AssertLives();
    }

    [Fact]
    public async Task The_captured_body_that_is_no_JSON_is_answered_and_does_not_fail()
    {
        var captured = (string?)JsonNode.Parse(TestEvent.Captured("sendMessage"))!["body"];

        var answer = JsonNode.Parse(await _app.InvokeAsync(TestEvent.Message("record", captured)))!;

        Assert.Equal(200, (int)answer["statusCode"]!);
        Assert.StartsWith(BadBody + "\"errors\":[{\"path\":\"$\",", (string?)answer["body"], StringComparison.Ordinal);
        Assert.Contains(
            "record rejected with 400: Bad request body at $ (request PJqCFEqHqRcFd0w=, connection ",
            _app.Log,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_captured_body_reaches_a_string_handler_unchanged()
    {
        var captured = (string?)JsonNode.Parse(TestEvent.Captured("sendMessage"))!["body"];

        var answer = JsonNode.Parse(await _app.InvokeAsync(TestEvent.Message("$default", captured)))!;

        Assert.Equal("{\"action\":\"sendMessage\", body:\"hello\"}", (string?)answer["body"]);
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("{", "$")]
    [InlineData("null", "$")]
    [InlineData("[]", "$")]
    [InlineData("""{"name":5}""", "$.name")]
    [InlineData("""{"name":null}""", "$.name")]
    [InlineData("""{}""", "$.name")]
    [InlineData("""{"name":"Ann","tags":["a",1]}""", "$.tags[1]")]
    [InlineData("""{"name":"\ud800"}""", "$.name")]
    public async Task A_body_that_does_not_bind_is_told_where(string body, string path)
    {
        var answer = JsonNode.Parse(await _app.InvokeAsync(TestEvent.Message("record", body)))!;
        var frame = JsonNode.Parse((string)answer["body"]!)!;

        Assert.StartsWith(BadBody, (string?)answer["body"], StringComparison.Ordinal);
        Assert.Equal(path, (string?)frame["errors"]![0]!["path"]);
        Assert.DoesNotContain("System.", frame.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("WsScaffold", frame.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"Ann","id":"a7"}""")]
    [InlineData("""{"id":"a7","name":"Ann","tags":["b"]}""")]
    [InlineData("""{ "id" : 7 , "name" : "Ann" , "tags" : [ "b" ] }""")]
    [InlineData("""{"id":"\u00fc\"","name":"\u0041nn"}""")]
    [InlineData("""{"other":{"id":"a7"},"id":"a7","name":"Ann"}""")]
    public async Task A_body_is_refused_wherever_it_is_cut(string body)
    {
        for (var length = 0; length < body.Length; length++)
        {
            var answer = JsonNode.Parse(await _app.InvokeAsync(TestEvent.Message("record", body[..length])))!;

            Assert.Equal(200, (int)answer["statusCode"]!);
            Assert.StartsWith(BadBody, (string?)answer["body"], StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Bad request", await _app.InvokeAsync(TestEvent.Message("record", body)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("record", """{"\ud800":1}""")]
    [InlineData("record", """{"name":"Ann","\ud800":1}""")]
    [InlineData("dictionary", """{"\ud800":"low"}""")]
    [InlineData("list", """[{"\ud800":1}]""")]
    [InlineData("element", """{"\ud800":1,"id":5}""")]
    [InlineData("refuse", """{"\ud800":1}""")]
    [InlineData("$default", """{"\ud800":1}""")]
    [InlineData("optional", """{"\ud800":1}""")]
    public async Task Escapes_that_are_no_text_never_fail_the_function(string routeKey, string body) =>
        Assert.StartsWith("""{"statusCode":200""", await _app.InvokeAsync(TestEvent.Message(routeKey, body)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"requestContext":{"\ud800":1}}""")]
    public async Task An_event_whose_names_are_no_text_is_none(string lambdaEvent)
    {
        await Assert.ThrowsAnyAsync<FormatException>(() => _app.InvokeAsync(Encoding.UTF8.GetBytes(lambdaEvent)));
        await AssertLives();
    }

    [Fact]
    public async Task A_value_that_a_constructor_does_not_take_is_a_bad_body_and_its_words_stay_inside()
    {
        var answer = await _app.InvokeAsync(TestEvent.Message("checked", """{"value":-1}"""));

        Assert.StartsWith("""{"statusCode":200,"body":"{\"message\":\"Bad request body\",""", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret rule", answer, StringComparison.Ordinal);

        // One line, with the cause by its type: the message of an exception could quote what the client sent.
        Assert.Contains(
            "checked rejected with 400: Bad request body at $, System.ArgumentException was thrown",
            _app.Log,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("secret rule", _app.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _app.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_no_UTF_8_is_refused_to_every_form_of_handler()
    {
        string[] routeKeys = ["record", "$default", "utf8", "element", "optional"];
        foreach (var routeKey in routeKeys)
        {
            var lambdaEvent = TestEvent.Message(routeKey, "PLACE");
            lambdaEvent[lambdaEvent.AsSpan().IndexOf("PLACE"u8)] = 0xFF;

            var answer = JsonNode.Parse(await _app.InvokeAsync(lambdaEvent))!;

            Assert.Equal(BadBody + "\"errors\":[{\"path\":\"$\",\"message\":\"the body is not valid UTF-8\"}]}", (string?)answer["body"]);
        }
    }

    [Fact]
    public async Task A_body_that_is_no_base64_is_refused()
    {
        var answer = await _app.InvokeAsync(TestEvent.Message("$default", "*", e => e["isBase64Encoded"] = true));

        Assert.Contains("Bad request body", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_body_over_128_KB_is_answered_with_a_small_frame()
    {
        var answer = await _app.InvokeAsync(TestEvent.Message("record", new string('[', 200_000)));

        Assert.Contains("Bad request body", answer, StringComparison.Ordinal);
        Assert.InRange(answer.Length, 0, 1_000);
    }

    [Fact]
    public async Task The_log_holds_no_bodies_tokens_headers_or_query_strings()
    {
        const string secret = "hunter2hunter2";
        await _app.InvokeAsync(TestEvent.Connect(e =>
        {
            e["headers"]!["Authorization"] = secret;
            e["queryStringParameters"] = new JsonObject { ["token"] = secret, ["page"] = secret };
        }));
        await _app.InvokeAsync(TestEvent.Message("record", $$"""{"name":5,"{{secret}}":"{{secret}}"}"""));
        await _app.InvokeAsync(TestEvent.Message("record", secret));
        await _app.InvokeAsync(TestEvent.Message("refuse", secret));
        await Assert.ThrowsAnyAsync<Exception>(() => _app.InvokeAsync(TestEvent.Message("nobody", secret)));
        await Assert.ThrowsAnyAsync<Exception>(() => _app.InvokeAsync(Encoding.UTF8.GetBytes(secret)));

        Assert.DoesNotContain(secret, _app.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutated_events_are_served_or_refused_and_never_anything_else()
    {
        byte[][] seeds =
        [
            TestEvent.Captured("connect"),
            TestEvent.Captured("sendMessage"),
            TestEvent.Captured("default"),
            TestEvent.Captured("disconnect"),
        ];
        Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Select(Gen.Int[0, 2_000], Gen.Byte).Array[1, 6])
            .Sample(
                (seed, edits) =>
                {
                    var lambdaEvent = (byte[])seeds[seed].Clone();
                    foreach (var (place, value) in edits)
                    {
                        lambdaEvent[place % lambdaEvent.Length] = value;
                    }

                    AssertDefined(lambdaEvent);
                },
                iter: 5_000
            );
    }

    [Fact]
    public void Random_bodies_are_bound_or_refused_and_never_anything_else() =>
        Gen.Select(OneOf("record", "struct", "list", "dictionary", "element", "optional"), JsonLike).Sample(
            (routeKey, body) => AssertDefined(TestEvent.Message(routeKey, body)),
            iter: 5_000);

    // Text made of the pieces that JSON is made of, mostly not JSON.
    private static Gen<string> JsonLike =>
        OneOf(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\"name\"",
            "\"tags\"",
            "\"id\"",
            "1",
            "1e999",
            "-",
            "null",
            "true",
            "\\u00",
            "\\ud800",
            " ",
            "\u0000",
            "/*",
            "x"
        )
            .Array[0, 30]
            .Select(string.Concat);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private void AssertDefined(byte[] lambdaEvent)
    {
        try
        {
            var answer = _app.InvokeAsync(lambdaEvent).GetAwaiter().GetResult();
            Assert.StartsWith("""{"statusCode":""", answer, StringComparison.Ordinal);
        }
        catch (FormatException failure)
        {
            Assert.Contains("only handles API Gateway WebSocket events", failure.Message, StringComparison.Ordinal);
        }
        catch (InvalidOperationException failure)
        {
            Assert.Contains("No handler has the route key", failure.Message, StringComparison.Ordinal);
        }
    }

    private async Task AssertLives() =>
        Assert.Equal("""{"statusCode":200,"body":"hi"}""", await _app.InvokeAsync(TestEvent.Message("$default", "hi")));
}
