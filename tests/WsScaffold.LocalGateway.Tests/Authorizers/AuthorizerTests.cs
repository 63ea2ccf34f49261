using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Authorizers;

public sealed class AuthorizerTests
{
    private const string ApiArn = "arn:aws:execute-api:us-east-1:123456789012:localgwapi";
    private const string Arn = $"{ApiArn}/production/$connect";

    private static readonly WebSocketApiDescriptor _api = new()
    {
        Name = "Chat",
        RouteSelectionExpression = "$request.body.action",
        Authorizer = new("Chat.Authorize") { IdentitySources = ["route.request.header.X-Key", "route.request.querystring.token"] },
        Routes = Gateways.Chat.Routes,
    };

    [Fact]
    public async Task The_authorizer_runs_before_connect_and_later_events_repeat_its_response()
    {
        var function = Authorizing(Allowing("""{"tenant":7,"price":1.50,"admin":true,"name":"Zoë"}"""));
        await using var gateway = await Gateways.StartAsync(function, _api);

        using var client = await ConnectAsync(gateway);
        await client.SendTextAsync("hello");
        Assert.Equal("hello", await client.ReadTextAsync());
        await client.SendCloseAsync(1000, "");

        var authorize = await function.NextEventAsync();
        Assert.Equal("REQUEST", authorize.TextAt("type"));
        Assert.False(authorize.GetProperty("requestContext").TryGetProperty("authorizer", out _));
        foreach (var eventType in new[] { "CONNECT", "MESSAGE", "DISCONNECT" })
        {
            var lambdaEvent = await function.NextEventAsync();
            Assert.Equal(eventType, lambdaEvent.TextAt("requestContext", "eventType"));
            Assert.False(lambdaEvent.TryGetProperty("type", out _));
            Assert.Equal(authorize.ConnectionId(), lambdaEvent.ConnectionId());
            var authorizer = lambdaEvent.At("requestContext", "authorizer");
            Assert.Equal(["principalId", "integrationLatency", "tenant", "price", "admin", "name"], authorizer.Names());
            Assert.Equal(JsonValueKind.Number, authorizer.GetProperty("integrationLatency").ValueKind);
            Assert.Equal(
                ["ann", "7", "1.50", "true", "Zoë"],
                authorizer.EnumerateObject().Where(value => value.Name != "integrationLatency").Select(value => value.Value.GetString()!));
        }
    }

    [Fact]
    public async Task The_authorizer_event_contains_the_upgrade_headers()
    {
        var function = Authorizing(Allowing("{}"));
        await using var gateway = await Gateways.StartAsync(function, _api, options => options.StageVariables["table"] = "T");

        using var client = await ConnectAsync(gateway);

        var authorize = await function.NextEventAsync();
        var connect = await function.NextEventAsync();
        Assert.Equal(
            [
                "type", "methodArn", "headers", "multiValueHeaders", "queryStringParameters", "multiValueQueryStringParameters",
                "stageVariables", "requestContext",
            ],
            authorize.Names());
        Assert.Equal(Arn, authorize.TextAt("methodArn"));
        Assert.Equal("k", authorize.TextAt("headers", "X-Key"));
        Assert.Equal("Upgrade", authorize.TextAt("headers", "Connection"));
        Assert.Equal("websocket", authorize.TextAt("headers", "Upgrade"));
        Assert.Equal("t", authorize.TextAt("queryStringParameters", "token"));
        Assert.Equal("T", authorize.TextAt("stageVariables", "table"));
        Assert.Equal(authorize.RequestId(), connect.RequestId());
        Assert.Equal(authorize.At("headers").Names().Except(["Connection", "Upgrade"]), connect.At("headers").Names());
    }

    [Theory]
    [InlineData("/production?token=t")]
    [InlineData("/production?token=t", "X-Key:")]
    [InlineData("/production", "X-Key: k")]
    [InlineData("/production?token=", "X-Key: k")]
    [InlineData("/production?Token=t", "X-Key: k")]
    public async Task Without_an_identity_source_the_status_is_401_and_the_authorizer_does_not_run(string path, params string[] headers)
    {
        var function = Authorizing(Allowing("{}"));
        await using var gateway = await Gateways.StartAsync(function, _api);

        using var client = await RawClient.ConnectAsync(gateway.Url, path, headers);

        Assert.Equal(401, client.Status);
        Assert.Contains("x-amzn-ErrorType: UnauthorizedException\r\n", client.Head, StringComparison.Ordinal);
        Assert.Empty(function.RawEvents);
    }

    [Theory]

    // Denied or not allowed.
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Deny","Resource":"*"}]""", 403)]
    [InlineData("""
        [
          {"Action":"execute-api:Invoke","Effect":"Allow","Resource":"*"},
          {"Action":"*","Effect":"Deny","Resource":"arn:aws:execute-api:*:*:*/production/$connect"}
        ]
        """, 403)]
    [InlineData("""[]""", 403)]
    [InlineData("""[{"Action":"execute-api:ManageConnections","Effect":"Allow","Resource":"*"}]""", 403)]
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"API/other/*"}]""", 403)]
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"API/production/*/*"}]""", 403)]
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"API/production/$Connect"}]""", 403)]

    // Allowed.
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"API/production/$connect"}]""", 101)]
    [InlineData("""
        [
          {
            "Action":["x:y","Execute-API:*"],
            "Effect":"Allow",
            "Resource":["a","arn:aws:execute-api:us-????-1:*/production/*"],
            "Sid":"s"
          }
        ]
        """, 101)]
    [InlineData("""{"Action":"*","Effect":"Allow","Resource":"*"}""", 101)]

    // Not a valid policy.
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Maybe","Resource":"*"}]""", 500)]
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow"}]""", 500)]
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":5}]""", 500)]
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"*","Condition":{}}]""", 500)]
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"*","Else":1}]""", 500)]
    [InlineData("""["Allow"]""", 500)]
    public async Task The_policy_determines_the_status(string statement, int status)
    {
        statement = statement.Replace("\"API/", $"\"{ApiArn}/", StringComparison.Ordinal);
        var function = Authorizing(_ =>
            $$$"""{"principalId":"ann","policyDocument":{"Version":"2012-10-17","Statement":{{{statement}}}}}""");
        await using var gateway = await Gateways.StartAsync(function, _api);

        using var client = await ConnectAsync(gateway);

        Assert.Equal(status, client.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("""{"statusCode":200}""")]
    [InlineData("""{"principalId":"ann"}""")]
    [InlineData("""{"principalId":"ann","policyDocument":"Allow"}""")]
    [InlineData("""{"principalId":5,"policyDocument":POLICY}""")]
    [InlineData("""{"principalId":"","policyDocument":POLICY}""")]
    [InlineData("""{"policyDocument":POLICY}""")]
    [InlineData("""{"principalId":"\ud800","policyDocument":POLICY}""")]
    [InlineData("""{"principalId":"ann","policyDocument":POLICY,"context":[]}""")]
    [InlineData("""{"principalId":"ann","policyDocument":POLICY,"context":{"list":[1]}}""")]
    [InlineData("""{"principalId":"ann","policyDocument":POLICY,"context":{"map":{}}}""")]
    public async Task An_invalid_response_is_a_500(string response)
    {
        const string Policy = """{"Statement":[{"Action":"*","Effect":"Allow","Resource":"*"}]}""";
        var function = Authorizing(_ => response.Replace("POLICY", Policy, StringComparison.Ordinal));
        await using var gateway = await Gateways.StartAsync(function, _api);

        using var client = await ConnectAsync(gateway);

        Assert.Equal(500, client.Status);
        Assert.Contains("x-amzn-ErrorType: AuthorizerConfigurationException\r\n", client.Head, StringComparison.Ordinal);
        Assert.Single(function.RawEvents);
    }

    [Theory]
    [InlineData(8192, 101)]
    [InlineData(8193, 500)]
    public async Task A_response_may_have_8_KB(int size, int status)
    {
        var empty = Allowing("""{"text":""}""")(default).Length;
        var function = Authorizing(Allowing($$"""{"text":"{{new string('x', size - empty)}}"}"""));
        await using var gateway = await Gateways.StartAsync(function, _api);

        using var client = await ConnectAsync(gateway);

        Assert.Equal(status, client.Status);
    }

    [Theory]
    [InlineData("Unauthorized", 401)]
    [InlineData("unauthorized", 500)]
    [InlineData("Unauthorized!", 500)]
    public async Task A_failure_is_a_401_if_its_message_is_exactly_Unauthorized(string message, int status)
    {
        await using var gateway = await Gateways.StartAsync(Authorizing(_ => throw new InvalidOperationException(message)), _api);

        using var client = await ConnectAsync(gateway);

        Assert.Equal(status, client.Status);
    }

    [Fact]
    public async Task A_timeout_after_29_seconds_is_a_500()
    {
        var time = new FakeTimeProvider();
        var function = new Function(_ => new TaskCompletionSource<string>().Task);
        await using var gateway = await Gateways.StartAsync(function, _api, options => options.TimeProvider = time);

        var connecting = ConnectAsync(gateway);
        await function.NextEventAsync();
        time.Advance(TimeSpan.FromSeconds(29));

        using var client = await connecting;
        Assert.Equal(500, client.Status);
    }

    [Fact]
    public async Task The_authorizer_runs_even_without_a_connect_route()
    {
        var api = new WebSocketApiDescriptor
        {
            Name = "Chat",
            RouteSelectionExpression = "$request.body.action",
            Authorizer = new("Chat.Authorize"),
            Routes = [new("$default", "Chat.Default")],
        };
        await using var gateway = await Gateways.StartAsync(Authorizing(_ => throw new InvalidOperationException("Unauthorized")), api);

        using var client = await RawClient.ConnectAsync(gateway.Url);

        Assert.Equal(401, client.Status);
    }

    [Fact]
    public async Task An_unsupported_identity_source_fails_the_start()
    {
        var api = new WebSocketApiDescriptor
        {
            Name = "Chat",
            RouteSelectionExpression = "$request.body.action",
            Authorizer = new("Chat.Authorize") { IdentitySources = ["$request.header.Authorization"] },
            Routes = [],
        };

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => Gateways.StartAsync(new Function(), api));

        Assert.StartsWith(
            "The local gateway does not support the authorizer's identity source '$request.header.Authorization': "
            + "use route.request.header.Name or route.request.querystring.name.",
            failure.Message, StringComparison.Ordinal);
    }

    private static Task<RawClient> ConnectAsync(LocalGateway gateway) =>
        RawClient.ConnectAsync(gateway.Url, "/production?token=t", "X-Key: k");

    private static Func<JsonElement, string> Allowing(string context) => _ => $$$"""
        {
          "principalId":"ann",
          "policyDocument":{
            "Version":"2012-10-17",
            "Statement":[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"{{{Arn}}}"}]
          },
          "context":{{{context}}}
        }
        """;

    // Responds to messages with the message itself.
    private static Function Authorizing(Func<JsonElement, string> decide) => new(lambdaEvent =>
        lambdaEvent.TryGetProperty("type", out _) ? decide(lambdaEvent)
        : lambdaEvent.TryGetProperty("body", out var body) ? $$"""{"statusCode":200,"body":{{body.GetRawText()}}}"""
        : """{"statusCode":200}""");
}
