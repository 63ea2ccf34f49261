using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;
using WsScaffold.Tests;

namespace WsScaffold.Generator.Tests.Aws;

/// <summary>Handlers written on AWS's proxy request and response.</summary>
public sealed class ProxyHandlerTests
{
    // As Amazon.Lambda.Serialization.SystemTextJson reads an event.
    private static readonly JsonSerializerOptions _awsSerializer = new(JsonSerializerDefaults.Web);

    private const string Recorder = """
        [ConnectRoute, DisconnectRoute, WebSocketRoute("sendMessage"), DefaultRoute]
        public static Task Handle(APIGatewayProxyRequest request)
        {
            Journal.Add(JsonSerializer.Serialize(request));
            return Task.CompletedTask;
        }
        """;

    private static readonly Action<JsonObject> _everything = static lambdaEvent =>
    {
        lambdaEvent["queryStringParameters"] = new JsonObject { ["room"] = "b", ["Room"] = "c" };
        lambdaEvent["multiValueQueryStringParameters"] = new JsonObject { ["room"] = new JsonArray("a", "b"), ["Room"] = new JsonArray("c") };
        lambdaEvent["stageVariables"] = new JsonObject { ["level"] = "debug \u00e9 \"" };
        lambdaEvent["requestContext"]!["authorizer"] = new JsonObject { ["principalId"] = "ann", ["tenant"] = "7" };
        lambdaEvent["requestContext"]!["identity"] = new JsonObject
        {
            ["sourceIp"] = "203.0.113.7", ["userAgent"] = "wscat", ["accountId"] = "1", ["caller"] = "2", ["user"] = "3", ["userArn"] = "4", ["accessKey"] = "5",
            ["apiKey"] = "6", ["apiKeyId"] = "7", ["cognitoIdentityId"] = "8", ["cognitoIdentityPoolId"] = "9", ["cognitoAuthenticationType"] = "10", ["cognitoAuthenticationProvider"] = "11",
        };
    };

    public static TheoryData<string, byte[]> Events => new()
    {
        { "connect", TestEvent.Captured("connect") },
        { "sendMessage", TestEvent.Captured("sendMessage") },
        { "default", TestEvent.Captured("default") },
        { "disconnect", TestEvent.Captured("disconnect") },
        { "all there can be", TestEvent.Connect(_everything) },
        { "a message with all there can be", TestEvent.Message("sendMessage", "\"\u2028 \ud83d\ude00", _everything) },
        { "nothing but what dispatch needs", """{"requestContext":{"eventType":"MESSAGE","routeKey":"sendMessage","connectionId":"a="}}"""u8.ToArray() },
        { "nulls", """{"headers":null,"body":null,"requestContext":{"eventType":"MESSAGE","routeKey":"sendMessage","connectionId":"a=","authorizer":null,"identity":{"sourceIp":"::1","userAgent":null}}}"""u8.ToArray() },
        { "base64", TestEvent.Message("sendMessage", "aGk=", static lambdaEvent => lambdaEvent["isBase64Encoded"] = true) },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public async Task A_handler_gets_the_proxy_request_that_AWSs_serializer_makes_of_the_event(string name, byte[] lambdaEvent)
    {
        await using var app = AwsApp.WithMembers(Recorder);
        var expected = JsonSerializer.Deserialize<APIGatewayProxyRequest>(lambdaEvent, _awsSerializer)!;

        // AWS's type spells it so, and its serializers leave it empty.
        expected.RequestContext.ConnectionAt = (long?)JsonNode.Parse(lambdaEvent)!["requestContext"]!["connectedAt"] ?? 0;

        Assert.Equal("""{"statusCode":200}""", await app.InvokeAsync(lambdaEvent));
        Assert.Equal(JsonSerializer.Serialize(expected), Assert.Single(app.JournaledLines()));
        Assert.NotEmpty(name);
    }

    [Fact]
    public async Task Headers_are_found_by_any_case_and_the_request_outlives_the_event()
    {
        await using var app = AwsApp.WithMembers("""
            private static APIGatewayProxyRequest? _first;
            [ConnectRoute]
            public static void Connect(APIGatewayProxyRequest request)
            {
                _first ??= request;
                Journal.Add(request.Headers["host"] + request.MultiValueHeaders["HOST"][0]);
            }
            [DefaultRoute] public static string Default() => _first!.RequestContext.ConnectionId + _first.Headers["x-forwarded-port"];
            """);

        await app.ConnectAsync();
        await app.ConnectAsync(lambdaEvent => lambdaEvent["requestContext"]!["connectionId"] = "another");

        Assert.Equal("aabbccdd.execute-api.ap-northeast-1.amazonaws.com", app.JournaledLines()[0][..49]);
        Assert.Equal("PJqB0fHsqRcCHlw=443", await app.AskAsync("$default"));
    }

    [Fact]
    public async Task It_mixes_with_a_bound_body_and_all_other_parameters()
    {
        await using var app = AwsApp.WithMembers(
            """
            [WebSocketRoute("order")]
            public static async Task<APIGatewayProxyResponse> Order(Order order, APIGatewayProxyRequest request, MessageContext context, ILambdaContext lambda)
            {
                await Task.Yield();
                return new() { StatusCode = 200, Body = $"{order.Id} {request.Body} {context.RouteKey} {lambda.AwsRequestId}" };
            }
            """,
            "public sealed record Order(int Id);");

        Assert.Equal("""7 {"id":7} order 8476a536-e9f4-11e8-9739-2dfe598c3fcd""", await app.AskAsync("order", """{"id":7}"""));
        Assert.Contains("Bad request body", await app.AskAsync("order", "{}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new() { StatusCode = 200 }", """{"statusCode":200}""")]
    [InlineData("new() { StatusCode = 204, Body = \"nobody reads this\" }", """{"statusCode":200}""")]
    [InlineData("new() { StatusCode = 401 }", """{"statusCode":401}""")]
    [InlineData("new() { StatusCode = 503, Body = \"busy\" }", """{"statusCode":503}""")]
    [InlineData(
        """new() { StatusCode = 200, Headers = new Dictionary<string, string> { ["sec-websocket-protocol"] = "v2", ["X"] = "y" } }""",
        """{"statusCode":200,"headers":{"Sec-WebSocket-Protocol":"v2"}}""")]
    [InlineData(
        """new() { StatusCode = 200, MultiValueHeaders = new Dictionary<string, IList<string>> { ["Sec-WebSocket-Protocol"] = new[] { "v3" } } }""",
        """{"statusCode":200,"headers":{"Sec-WebSocket-Protocol":"v3"}}""")]
    [InlineData(
        """new() { StatusCode = 200, Headers = new Dictionary<string, string> { ["Sec-WebSocket-Protocol"] = "" } }""",
        """{"statusCode":200}""")]
    public async Task On_connect_the_status_is_the_handshakes(string response, string answer)
    {
        await using var app = AwsApp.WithMembers($$"""[ConnectRoute] public static APIGatewayProxyResponse Connect(APIGatewayProxyRequest request) => {{response}};""");

        Assert.Equal(answer, await app.ConnectAsync());
    }

    [Theory]
    [InlineData("", "new() { StatusCode = 200 }", """{"statusCode":200}""")]
    [InlineData("", "new() { StatusCode = 200, Body = \"\\\"a\\\" \\u00e9\" }", """{"statusCode":200,"body":"\"a\" é"}""")]
    [InlineData("", "new() { StatusCode = 500, Body = \"failed\" }", """{"statusCode":500,"body":"failed"}""")]
    [InlineData("", "new() { StatusCode = 403 }", """{"statusCode":403}""")]
    [InlineData("", "new() { StatusCode = 200, Body = \"aMOp\", IsBase64Encoded = true }", """{"statusCode":200,"body":"hé"}""")]
    [InlineData(", OneWay = true", "new() { StatusCode = 200, Body = \"Data sent.\" }", """{"statusCode":200}""")]
    [InlineData(", OneWay = true", "new() { StatusCode = 410, Body = \"gone\" }", """{"statusCode":410}""")]
    public async Task On_a_message_the_status_is_passed_on_and_the_body_is_the_route_response(string oneWay, string response, string answer)
    {
        await using var app = AwsApp.WithMembers($$"""[WebSocketRoute("m"{{oneWay}})] public static ValueTask<APIGatewayProxyResponse> M() => ValueTask.FromResult<APIGatewayProxyResponse>({{response}});""");

        Assert.Equal(answer, await app.SendAsync("m"));
        Assert.Equal(oneWay.Length == 0, app.App.Descriptor.Routes.Single().HasRouteResponse);
        Assert.False(app.App.Descriptor.Pushes);
    }

    [Theory]
    [InlineData("null!", "null, or an APIGatewayProxyResponse without a StatusCode")]
    [InlineData("new() { Body = \"x\" }", "without a StatusCode")]
    [InlineData("new() { StatusCode = 101 }", "StatusCode is 101")]
    [InlineData("new() { StatusCode = 600 }", "StatusCode is 600")]
    [InlineData("new() { StatusCode = 200, Body = \"%\", IsBase64Encoded = true }", "is no text in base64")]
    [InlineData("new() { StatusCode = 200, Body = \"//79\", IsBase64Encoded = true }", "is no text in base64")]
    public async Task What_API_Gateway_takes_for_no_answer_fails_and_says_what_to_return(string response, string message)
    {
        await using var app = AwsApp.WithMembers($$"""[DefaultRoute] public static APIGatewayProxyResponse Default() => {{response}};""");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => app.SendAsync("$default"));

        Assert.StartsWith("Api.Default returned ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);

        // Nothing of it stays for the next event.
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.SendAsync("$default"));
    }

    [Fact]
    public async Task A_refusal_wins_over_the_response_and_the_next_event_starts_anew()
    {
        await using var app = AwsApp.WithMembers("""
            [WebSocketRoute("fails")] public static APIGatewayProxyResponse Fails() => new() { StatusCode = 500, Body = "failed" };
            [WebSocketRoute("refuses")] public static APIGatewayProxyResponse Refuses() => throw new RouteException(403, "No.");
            [WebSocketRoute("text")] public static string Text() => "text";
            """);

        Assert.Equal("""{"statusCode":500,"body":"failed"}""", await app.SendAsync("fails"));
        Assert.StartsWith("{\"statusCode\":200,\"body\":\"{\\\"message\\\":\\\"No.\\\"", await app.SendAsync("refuses"), StringComparison.Ordinal);
        Assert.Equal("""{"statusCode":200,"body":"text"}""", await app.SendAsync("text"));
    }

    [Fact]
    public async Task On_disconnect_a_response_is_ignored_as_API_Gateway_does()
    {
        await using var app = AwsApp.WithMembers("""
            [DisconnectRoute]
            public static APIGatewayProxyResponse Gone(APIGatewayProxyRequest request)
            {
                Journal.Add(request.RequestContext.EventType);
                return new() { StatusCode = 500, Body = "x" };
            }
            """);

        Assert.Equal("""{"statusCode":200}""", await app.InvokeAsync(TestEvent.Captured("disconnect")));
        Assert.Equal("DISCONNECT", app.Journaled());
    }

    [Fact]
    public async Task Filters_wrap_such_handlers_too()
    {
        await using var app = AwsApp.WithMembers(
            """
            [ConnectRoute, RouteFilter<Twice>]
            public static APIGatewayProxyResponse Connect(APIGatewayProxyRequest request, ILambdaContext context) => new() { StatusCode = request.Headers.Count > 0 ? 200 : 500 };
            [DefaultRoute, RouteFilter<Twice>]
            public static async Task<APIGatewayProxyResponse> Default(APIGatewayProxyRequest request)
            {
                await Task.Yield();
                return new() { StatusCode = 200, Body = request.Body };
            }
            """,
            "public sealed class Twice : IRouteFilter { public async ValueTask InvokeAsync(EventContext context, RouteHandler next) { await next(); await next(); } }");

        Assert.Equal("""{"statusCode":200}""", await app.ConnectAsync());
        Assert.Equal("""{"statusCode":200,"body":"hi"}""", await app.SendAsync("$default", "hi"));
    }

    [Fact]
    public async Task The_Lambda_context_of_our_own_loop_says_what_Lambda_says()
    {
        await using var app = AwsApp.From("""
            [WebSocketApi]
            public sealed partial class Api
            {
                public static void Configure(WebSocketAppBuilder builder) => builder.Logging.AddProvider(new Recorder());

                [DefaultRoute]
                public static string Default(ILambdaContext context)
                {
                    context.Logger.LogLine("a {line}");
                    context.Logger.Log("log");
                    context.Logger.LogWarning("careful");
                    context.Logger.Log("Unheard of", "still logged");
                    return $"{context.AwsRequestId} {context.RemainingTime > TimeSpan.Zero} {context.MemoryLimitInMB} {context.FunctionName is null} {context.ClientContext is null} {context.Identity is null} {context.TenantId is null}";
                }

                [Authorizer]
                public static Authorization Authorize(ILambdaContext context)
                {
                    context.Logger.LogError("asked");
                    return Authorization.Deny();
                }
            }

            public sealed class Recorder : ILoggerProvider, ILogger
            {
                public ILogger CreateLogger(string categoryName) => categoryName == "Api" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
                public void Dispose() { }
                public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
                public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;
                public void Log<TState>(Microsoft.Extensions.Logging.LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Journal.Add($"{logLevel}: {formatter(state, exception)}");
            }
            """);

        Assert.Equal("8476a536-e9f4-11e8-9739-2dfe598c3fcd True 0 True True True True", await app.AskAsync("$default"));
        await app.InvokeAsync(TestEvent.Captured("authorizer"));
        Assert.Equal(["Information: a {line}", "Information: log", "Warning: careful", "Information: still logged", "Error: asked"], app.JournaledLines());
    }

    // AWS's interface has a default for these that calls itself.
    [Fact]
    public async Task The_Lambda_context_of_our_own_loop_fills_templates_in()
    {
        await using var app = AwsApp.From("""
            [WebSocketApi]
            public sealed partial class Api
            {
                public static void Configure(WebSocketAppBuilder builder) => builder.Logging.AddProvider(new Recorder());

                [DefaultRoute]
                public static void Default(ILambdaContext context)
                {
                    context.Logger.LogInformation("user {id}", 5);
                    context.Logger.LogError(new TimeoutException("late"), "x {y}", 1);
                    context.Logger.Log(Amazon.Lambda.Core.LogLevel.Warning, "{a} and {b}", "one", null!);
                    context.Logger.LogCritical(new TimeoutException("later"), "no {value}");
                }
            }

            public sealed class Recorder : ILoggerProvider, ILogger
            {
                public ILogger CreateLogger(string categoryName) => categoryName == "Api" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
                public void Dispose() { }
                public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
                public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;
                public void Log<TState>(Microsoft.Extensions.Logging.LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                    Journal.Add($"{logLevel}: {formatter(state, exception)} ({string.Join(", ", ((IEnumerable<KeyValuePair<string, object?>>)(object)state!).Select(pair => $"{pair.Key}={pair.Value}"))}) {exception?.Message}");
            }
            """);

        await app.AskAsync("$default");

        Assert.Equal(
            [
                "Information: user 5 (id=5, {OriginalFormat}=user {id}) ",
                "Error: x 1 (y=1, {OriginalFormat}=x {y}) late",
                "Warning: one and (null) (a=one, b=, {OriginalFormat}={a} and {b}) ",
                "Critical: no {value} ({OriginalFormat}=no {value}) later",
            ],
            app.JournaledLines());
    }
}
