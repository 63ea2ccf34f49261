using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;
using WsScaffold.Tests;

namespace WsScaffold.Generator.Tests.Aws;

/// <summary>Handlers with AWS's types for proxy requests and responses.</summary>
public sealed class ProxyHandlerTests
{
    // The options that Amazon.Lambda.Serialization.SystemTextJson uses to read an event.
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
        lambdaEvent["multiValueQueryStringParameters"] = new JsonObject
        {
            ["room"] = new JsonArray("a", "b"),
            ["Room"] = new JsonArray("c"),
        };
        lambdaEvent["stageVariables"] = new JsonObject { ["level"] = "debug \u00e9 \"" };
        lambdaEvent["requestContext"]!["authorizer"] = new JsonObject { ["principalId"] = "ann", ["tenant"] = "7" };
        lambdaEvent["requestContext"]!["identity"] = new JsonObject
        {
            ["sourceIp"] = "203.0.113.7",
            ["userAgent"] = "wscat",
            ["accountId"] = "1",
            ["caller"] = "2",
            ["user"] = "3",
            ["userArn"] = "4",
            ["accessKey"] = "5",
            ["apiKey"] = "6",
            ["apiKeyId"] = "7",
            ["cognitoIdentityId"] = "8",
            ["cognitoIdentityPoolId"] = "9",
            ["cognitoAuthenticationType"] = "10",
            ["cognitoAuthenticationProvider"] = "11",
        };
    };

    public static TheoryData<string, byte[]> Events => new()
    {
        { "connect", TestEvent.Captured("connect") },
        { "sendMessage", TestEvent.Captured("sendMessage") },
        { "default", TestEvent.Captured("default") },
        { "disconnect", TestEvent.Captured("disconnect") },
        { "connect with all properties", TestEvent.Connect(_everything) },
        { "message with all properties", TestEvent.Message("sendMessage", "\"\u2028 \ud83d\ude00", _everything) },
        {
            "only the properties that dispatch needs",
            """{"requestContext":{"eventType":"MESSAGE","routeKey":"sendMessage","connectionId":"a="}}"""u8.ToArray()
        },
        {
            "nulls",
            """
            {
              "headers": null,
              "body": null,
              "requestContext": {
                "eventType": "MESSAGE",
                "routeKey": "sendMessage",
                "connectionId": "a=",
                "authorizer": null,
                "identity": { "sourceIp": "::1", "userAgent": null }
              }
            }
            """u8.ToArray()
        },
        { "base64", TestEvent.Message("sendMessage", "aGk=", static lambdaEvent => lambdaEvent["isBase64Encoded"] = true) },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public async Task The_proxy_request_equals_that_of_the_serializer_of_AWS(string name, byte[] lambdaEvent)
    {
        await using var app = AwsApp.WithMembers(Recorder);
        var expected = JsonSerializer.Deserialize<APIGatewayProxyRequest>(lambdaEvent, _awsSerializer)!;

        // The name in AWS's type differs from the event, so AWS's serializers leave it empty.
        expected.RequestContext.ConnectionAt = (long?)JsonNode.Parse(lambdaEvent)!["requestContext"]!["connectedAt"] ?? 0;

        Assert.Equal("""{"statusCode":200}""", await app.InvokeAsync(lambdaEvent));
        Assert.Equal(JsonSerializer.Serialize(expected), Assert.Single(app.JournaledLines()));
        Assert.NotEmpty(name);
    }

    [Fact]
    public async Task Header_names_are_case_insensitive_and_the_request_can_be_used_after_the_event()
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
    public async Task A_handler_can_also_take_a_bound_body_and_other_parameters()
    {
        await using var app = AwsApp.WithMembers(
            """
            [WebSocketRoute("order")]
            public static async Task<APIGatewayProxyResponse> Order(
                Order order, APIGatewayProxyRequest request, MessageContext context, ILambdaContext lambda)
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
    [InlineData("new() { StatusCode = 204, Body = \"ignored\" }", """{"statusCode":200}""")]
    [InlineData("new() { StatusCode = 401 }", """{"statusCode":401}""")]
    [InlineData("new() { StatusCode = 503, Body = \"busy\" }", """{"statusCode":503}""")]
    [InlineData(
        """new() { StatusCode = 200, Headers = new Dictionary<string, string> { ["sec-websocket-protocol"] = "v2", ["X"] = "y" } }""",
        """{"statusCode":200,"headers":{"Sec-WebSocket-Protocol":"v2"}}""")]
    [InlineData(
        """
        new()
        {
            StatusCode = 200,
            MultiValueHeaders = new Dictionary<string, IList<string>> { ["Sec-WebSocket-Protocol"] = new[] { "v3" } },
        }
        """,
        """{"statusCode":200,"headers":{"Sec-WebSocket-Protocol":"v3"}}""")]
    [InlineData(
        """new() { StatusCode = 200, Headers = new Dictionary<string, string> { ["Sec-WebSocket-Protocol"] = "" } }""",
        """{"statusCode":200}""")]
    public async Task A_response_to_connect_sets_the_status_of_the_handshake(string returned, string response)
    {
        await using var app = AwsApp.WithMembers($"""
            [ConnectRoute]
            public static APIGatewayProxyResponse Connect(APIGatewayProxyRequest request) => {returned};
            """);

        Assert.Equal(response, await app.ConnectAsync());
    }

    [Theory]
    [InlineData("", "new() { StatusCode = 200 }", """{"statusCode":200}""")]
    [InlineData("", "new() { StatusCode = 200, Body = \"\\\"a\\\" \\u00e9\" }", """{"statusCode":200,"body":"\"a\" é"}""")]
    [InlineData("", "new() { StatusCode = 500, Body = \"failed\" }", """{"statusCode":500,"body":"failed"}""")]
    [InlineData("", "new() { StatusCode = 403 }", """{"statusCode":403}""")]
    [InlineData("", "new() { StatusCode = 200, Body = \"aMOp\", IsBase64Encoded = true }", """{"statusCode":200,"body":"hé"}""")]
    [InlineData(", OneWay = true", "new() { StatusCode = 200, Body = \"Data sent.\" }", """{"statusCode":200}""")]
    [InlineData(", OneWay = true", "new() { StatusCode = 410, Body = \"gone\" }", """{"statusCode":410}""")]
    public async Task A_response_to_a_message_sets_the_status_and_the_route_response(string oneWay, string returned, string response)
    {
        await using var app = AwsApp.WithMembers($"""
            [WebSocketRoute("m"{oneWay})]
            public static ValueTask<APIGatewayProxyResponse> M() => ValueTask.FromResult<APIGatewayProxyResponse>({returned});
            """);

        Assert.Equal(response, await app.SendAsync("m"));
        Assert.Equal(oneWay.Length == 0, app.App.Descriptor.Routes.Single().HasRouteResponse);
        Assert.False(app.App.Descriptor.Pushes);
    }

    [Theory]
    [InlineData("null!", "null, or an APIGatewayProxyResponse without a StatusCode")]
    [InlineData("new() { Body = \"x\" }", "without a StatusCode")]
    [InlineData("new() { StatusCode = 101 }", "StatusCode is 101")]
    [InlineData("new() { StatusCode = 600 }", "StatusCode is 600")]
    [InlineData("new() { StatusCode = 200, Body = \"%\", IsBase64Encoded = true }", "is not UTF-8 text in base64")]
    [InlineData("new() { StatusCode = 200, Body = \"//79\", IsBase64Encoded = true }", "is not UTF-8 text in base64")]
    public async Task A_response_that_API_Gateway_would_reject_is_a_function_error(string returned, string message)
    {
        await using var app = AwsApp.WithMembers($"[DefaultRoute] public static APIGatewayProxyResponse Default() => {returned};");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => app.SendAsync("$default"));

        Assert.StartsWith("Api.Default returned ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);

        // The next event is not affected.
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.SendAsync("$default"));
    }

    [Fact]
    public async Task A_rejection_replaces_the_response_and_the_next_event_is_not_affected()
    {
        await using var app = AwsApp.WithMembers("""
            [WebSocketRoute("fails")] public static APIGatewayProxyResponse Fails() => new() { StatusCode = 500, Body = "failed" };
            [WebSocketRoute("rejects")] public static APIGatewayProxyResponse Rejects() => throw new RouteException(403, "No.");
            [WebSocketRoute("text")] public static string Text() => "text";
            """);

        Assert.Equal("""{"statusCode":500,"body":"failed"}""", await app.SendAsync("fails"));
        var rejection = await app.SendAsync("rejects");
        Assert.StartsWith("""{"statusCode":200,"body":"{\"message\":\"No.\",""", rejection, StringComparison.Ordinal);
        Assert.Equal("""{"statusCode":200,"body":"text"}""", await app.SendAsync("text"));
    }

    [Fact]
    public async Task A_response_to_disconnect_is_ignored()
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
    public async Task Filters_can_call_such_handlers_twice()
    {
        await using var app = AwsApp.WithMembers(
            """
            [ConnectRoute, RouteFilter<Twice>]
            public static APIGatewayProxyResponse Connect(APIGatewayProxyRequest request, ILambdaContext context) =>
                new() { StatusCode = request.Headers.Count > 0 ? 200 : 500 };
            [DefaultRoute, RouteFilter<Twice>]
            public static async Task<APIGatewayProxyResponse> Default(APIGatewayProxyRequest request)
            {
                await Task.Yield();
                return new() { StatusCode = 200, Body = request.Body };
            }
            """,
            """
            public sealed class Twice : IRouteFilter
            {
                public async ValueTask InvokeAsync(EventContext context, RouteHandler next) { await next(); await next(); }
            }
            """);

        Assert.Equal("""{"statusCode":200}""", await app.ConnectAsync());
        Assert.Equal("""{"statusCode":200,"body":"hi"}""", await app.SendAsync("$default", "hi"));
    }

    [Fact]
    public async Task The_Lambda_context_of_our_loop_has_the_values_from_Lambda()
    {
        await using var app = AwsApp.From("""
            using Microsoft.Extensions.Logging.Abstractions;
            using Level = Microsoft.Extensions.Logging.LogLevel;

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
                    context.Logger.Log("Unknown", "still logged");
                    return $"{context.AwsRequestId} {context.RemainingTime > TimeSpan.Zero} {context.MemoryLimitInMB} "
                        + $"{context.FunctionName is null} {context.ClientContext is null} {context.Identity is null} "
                        + $"{context.TenantId is null}";
                }

                [Authorizer]
                public static Authorization Authorize(ILambdaContext context)
                {
                    context.Logger.LogError("called");
                    return Authorization.Deny();
                }
            }

            public sealed class Recorder : ILoggerProvider, ILogger
            {
                public ILogger CreateLogger(string categoryName) => categoryName == "Api" ? this : NullLogger.Instance;
                public void Dispose() { }
                public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
                public bool IsEnabled(Level logLevel) => true;
                public void Log<TState>(
                    Level logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                    Journal.Add($"{logLevel}: {formatter(state, exception)}");
            }
            """);

        Assert.Equal("8476a536-e9f4-11e8-9739-2dfe598c3fcd True 0 True True True True", await app.AskAsync("$default"));
        await app.InvokeAsync(TestEvent.Captured("authorizer"));
        Assert.Equal(
            ["Information: a {line}", "Information: log", "Warning: careful", "Information: still logged", "Error: called"],
            app.JournaledLines());
    }

    // The default implementations of these methods in AWS's interface call themselves.
    [Fact]
    public async Task The_logger_of_our_loop_formats_templates()
    {
        await using var app = AwsApp.From("""
            using Microsoft.Extensions.Logging.Abstractions;
            using Level = Microsoft.Extensions.Logging.LogLevel;

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
                public ILogger CreateLogger(string categoryName) => categoryName == "Api" ? this : NullLogger.Instance;
                public void Dispose() { }
                public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
                public bool IsEnabled(Level logLevel) => true;
                public void Log<TState>(
                    Level logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
                {
                    var values = ((IEnumerable<KeyValuePair<string, object?>>)(object)state!).Select(pair => $"{pair.Key}={pair.Value}");
                    Journal.Add($"{logLevel}: {formatter(state, exception)} ({string.Join(", ", values)}) {exception?.Message}");
                }
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
