using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Authorizers;

public sealed class AuthorizerTests
{
    private const string Arn = "arn:aws:execute-api:us-east-1:123456789012:localgwapi/production/$connect";

    private static readonly WebSocketApiDescriptor _api = new()
    {
        Name = "Chat",
        RouteSelectionExpression = "$request.body.action",
        Authorizer = new("Chat.Authorize") { IdentitySources = ["route.request.header.X-Key", "route.request.querystring.token"] },
        Routes = Gateways.Chat.Routes,
    };

    [Fact]
    public async Task It_is_asked_before_connect_and_every_later_event_repeats_what_it_said()
    {
        var function = Authorizing(Allowing("""{"tenant":7,"price":1.50,"admin":true,"name":"Zoë"}"""));
        await using var gateway = await Gateways.StartAsync(function, _api);

        using var client = await ConnectAsync(gateway);
        await client.SendTextAsync("hello");
        Assert.Equal("hello", await client.ReadTextAsync());
        await client.SendCloseAsync(1000, "");

        var asked = await function.NextEventAsync();
        Assert.Equal("REQUEST", asked.TextAt("type"));
        Assert.False(asked.GetProperty("requestContext").TryGetProperty("authorizer", out _));
        foreach (var eventType in new[] { "CONNECT", "MESSAGE", "DISCONNECT" })
        {
            var lambdaEvent = await function.NextEventAsync();
            Assert.Equal(eventType, lambdaEvent.TextAt("requestContext", "eventType"));
            Assert.False(lambdaEvent.TryGetProperty("type", out _));
            Assert.Equal(asked.ConnectionId(), lambdaEvent.ConnectionId());
            var authorizer = lambdaEvent.At("requestContext", "authorizer");
            Assert.Equal(["principalId", "integrationLatency", "tenant", "price", "admin", "name"], authorizer.Names());
            Assert.Equal(JsonValueKind.Number, authorizer.GetProperty("integrationLatency").ValueKind);
            Assert.Equal(["ann", "7", "1.50", "true", "Zoë"], authorizer.EnumerateObject().Where(value => value.Name != "integrationLatency").Select(value => value.Value.GetString()!));
        }
    }

    [Fact]
    public async Task The_question_is_the_handshake_with_the_headers_of_the_upgrade()
    {
        var function = Authorizing(Allowing("{}"));
        await using var gateway = await Gateways.StartAsync(function, _api, options => options.StageVariables["table"] = "T");

        using var client = await ConnectAsync(gateway);

        var asked = await function.NextEventAsync();
        var connect = await function.NextEventAsync();
        Assert.Equal(
            ["type", "methodArn", "headers", "multiValueHeaders", "queryStringParameters", "multiValueQueryStringParameters", "stageVariables", "requestContext"],
            asked.Names());
        Assert.Equal(Arn, asked.TextAt("methodArn"));
        Assert.Equal("k", asked.TextAt("headers", "X-Key"));
        Assert.Equal("Upgrade", asked.TextAt("headers", "Connection"));
        Assert.Equal("websocket", asked.TextAt("headers", "Upgrade"));
        Assert.Equal("t", asked.TextAt("queryStringParameters", "token"));
        Assert.Equal("T", asked.TextAt("stageVariables", "table"));
        Assert.Equal(asked.RequestId(), connect.RequestId());
        Assert.Equal(asked.At("headers").Names().Except(["Connection", "Upgrade"]), connect.At("headers").Names());
    }

    [Theory]
    [InlineData("/production?token=t")]
    [InlineData("/production?token=t", "X-Key:")]
    [InlineData("/production", "X-Key: k")]
    [InlineData("/production?token=", "X-Key: k")]
    [InlineData("/production?Token=t", "X-Key: k")]
    public async Task Without_an_identity_source_it_is_a_401_and_nobody_is_asked(string path, params string[] headers)
    {
        var function = Authorizing(Allowing("{}"));
        await using var gateway = await Gateways.StartAsync(function, _api);

        using var client = await RawClient.ConnectAsync(gateway.Url, path, headers);

        Assert.Equal(401, client.Status);
        Assert.Contains("x-amzn-ErrorType: UnauthorizedException\r\n", client.Head, StringComparison.Ordinal);
        Assert.Empty(function.RawEvents);
    }

    [Theory]

    // Denied, or not allowed.
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Deny","Resource":"*"}]""", 403)]
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"*"},{"Action":"*","Effect":"Deny","Resource":"arn:aws:execute-api:*:*:*/production/$connect"}]""", 403)]
    [InlineData("""[]""", 403)]
    [InlineData("""[{"Action":"execute-api:ManageConnections","Effect":"Allow","Resource":"*"}]""", 403)]
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"arn:aws:execute-api:us-east-1:123456789012:localgwapi/other/*"}]""", 403)]
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"arn:aws:execute-api:us-east-1:123456789012:localgwapi/production/*/*"}]""", 403)]
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"arn:aws:execute-api:us-east-1:123456789012:localgwapi/production/$Connect"}]""", 403)]

    // Allowed.
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"arn:aws:execute-api:us-east-1:123456789012:localgwapi/production/$connect"}]""", 101)]
    [InlineData("""[{"Action":["x:y","Execute-API:*"],"Effect":"Allow","Resource":["a","arn:aws:execute-api:us-????-1:*/production/*"],"Sid":"s"}]""", 101)]
    [InlineData("""{"Action":"*","Effect":"Allow","Resource":"*"}""", 101)]

    // No policy.
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Maybe","Resource":"*"}]""", 500)]
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow"}]""", 500)]
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":5}]""", 500)]
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"*","Condition":{}}]""", 500)]
    [InlineData("""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"*","Else":1}]""", 500)]
    [InlineData("""["Allow"]""", 500)]
    public async Task The_policy_decides(string statement, int status)
    {
        await using var gateway = await Gateways.StartAsync(Authorizing(_ => $$$"""{"principalId":"ann","policyDocument":{"Version":"2012-10-17","Statement":{{{statement}}}}}"""), _api);

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
    public async Task What_is_no_decision_is_a_500(string answer)
    {
        var function = Authorizing(_ => answer.Replace("POLICY", """{"Statement":[{"Action":"*","Effect":"Allow","Resource":"*"}]}""", StringComparison.Ordinal));
        await using var gateway = await Gateways.StartAsync(function, _api);

        using var client = await ConnectAsync(gateway);

        Assert.Equal(500, client.Status);
        Assert.Contains("x-amzn-ErrorType: AuthorizerConfigurationException\r\n", client.Head, StringComparison.Ordinal);
        Assert.Single(function.RawEvents);
    }

    [Theory]
    [InlineData(8192, 101)]
    [InlineData(8193, 500)]
    public async Task A_decision_has_at_most_8_KB(int size, int status)
    {
        var empty = Allowing("""{"text":""}""")(default).Length;
        await using var gateway = await Gateways.StartAsync(Authorizing(Allowing($$"""{"text":"{{new string('x', size - empty)}}"}""")), _api);

        using var client = await ConnectAsync(gateway);

        Assert.Equal(status, client.Status);
    }

    [Theory]
    [InlineData("Unauthorized", 401)]
    [InlineData("unauthorized", 500)]
    [InlineData("Unauthorized!", 500)]
    public async Task A_failure_is_a_401_when_it_says_exactly_Unauthorized(string message, int status)
    {
        await using var gateway = await Gateways.StartAsync(Authorizing(_ => throw new InvalidOperationException(message)), _api);

        using var client = await ConnectAsync(gateway);

        Assert.Equal(status, client.Status);
    }

    [Fact]
    public async Task One_that_takes_29_seconds_is_a_500()
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
    public async Task Without_a_connect_route_it_is_asked_all_the_same()
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
    public async Task An_identity_source_that_is_none_fails_the_start()
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
            "The local gateway does not support the authorizer's identity source '$request.header.Authorization': use route.request.header.Name or route.request.querystring.name.",
            failure.Message, StringComparison.Ordinal);
    }

    private static Task<RawClient> ConnectAsync(LocalGateway gateway) => RawClient.ConnectAsync(gateway.Url, "/production?token=t", "X-Key: k");

    private static Func<JsonElement, string> Allowing(string context) => _ =>
        $$$"""{"principalId":"ann","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"{{{Arn}}}"}]},"context":{{{context}}}}""";

    // Messages are echoed.
    private static Function Authorizing(Func<JsonElement, string> decide) => new(lambdaEvent =>
        lambdaEvent.TryGetProperty("type", out _) ? decide(lambdaEvent)
        : lambdaEvent.TryGetProperty("body", out var body) ? $$"""{"statusCode":200,"body":{{body.GetRawText()}}}"""
        : """{"statusCode":200}""");
}
