using System.Net;
using System.Net.Sockets;
using WsScaffold.Gateway.Hosting;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Hosting;

public sealed class OptionsTests
{
    public static TheoryData<string, string, Action<LocalGatewayOptions>> InvalidOptions => new()
    {
        { "Port", "is -1: use 1 to 65535, or 0 for any free port", options => options.Port = -1 },
        { "Port", "is 65536: use 1 to 65535, or 0 for any free port", options => options.Port = 65536 },
        { "RuntimeApiPort", "is -1: use 1 to 65535, or 0 for any free port", options => options.RuntimeApiPort = -1 },
        {
            "RuntimeApiPort", "is 9001, the same as Port: use another port",
            options => options.RuntimeApiPort = options.Port = 9001
        },
        { "Stage", "is '': use 1 to 128 letters, digits, - and _", options => options.Stage = "" },
        { "Stage", "is 'a/b': use 1 to 128 letters, digits, - and _", options => options.Stage = "a/b" },
        { "IdleTimeout", "is 00:00:00: use a time greater than 0 and up to 49 days", options => options.IdleTimeout = TimeSpan.Zero },
        {
            "ConnectionDuration", "is 10675199.02:48:05.4775807: use a time greater than 0 and up to 49 days",
            options => options.ConnectionDuration = TimeSpan.MaxValue
        },
        {
            "IntegrationTimeout", "is -00:00:01: use a time greater than 0 and up to 49 days",
            options => options.IntegrationTimeout = TimeSpan.FromSeconds(-1)
        },
        {
            "AllowedHosts", "contains 'http://a': use a host name without a scheme and port",
            options => options.AllowedHosts.Add("http://a")
        },
        {
            "AllowedOrigins",
            "contains 'localhost:5173': use the scheme, host and port as a browser sends them, for example http://localhost:5173",
            options => options.AllowedOrigins.Add("localhost:5173")
        },
        {
            "AllowedOrigins",
            "contains 'http://a/': use the scheme, host and port as a browser sends them, for example http://localhost:5173",
            options => options.AllowedOrigins.Add("http://a/")
        },
        { "StageVariables", "contains 'a-b': use letters, digits and _", options => options.StageVariables["a-b"] = "" },
    };

    [Theory]
    [MemberData(nameof(InvalidOptions))]
    public async Task An_invalid_option_throws_with_the_name_and_valid_values(
        string name, string problem, Action<LocalGatewayOptions> configure)
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => Gateways.StartAsync(new Function(), configure: configure));

        Assert.Equal($"LocalGatewayOptions.{name} {problem}. (Parameter '{name}')", exception.Message);
    }

    [Fact]
    public void The_default_limits_are_those_of_API_Gateway_and_the_default_port_is_5080()
    {
        var options = new LocalGatewayOptions();

        Assert.Equal((5080, "local"), (options.Port, options.Stage));
        Assert.Equal(
            (TimeSpan.FromMinutes(10), TimeSpan.FromHours(2), TimeSpan.FromSeconds(29)),
            (options.IdleTimeout, options.ConnectionDuration, options.IntegrationTimeout));
    }

    [Fact]
    public async Task A_port_in_use_throws_with_the_port_and_the_option_that_sets_it()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var exception = await Assert.ThrowsAsync<IOException>(
            () => Gateways.StartAsync(new Function(), configure: options => options.Port = port));

        Assert.StartsWith($"The local gateway cannot listen on 127.0.0.1:{port}: ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "or choose another port with --port 5081 on the command line or LocalGatewayOptions.Port.",
            exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_the_gateways_port_is_in_use_the_Runtime_API_is_stopped()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var runtimeApiPort = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        await Assert.ThrowsAsync<IOException>(() => Gateways.StartForProcessAsync(configure: options =>
        {
            options.Port = ((IPEndPoint)other.LocalEndpoint).Port;
            options.RuntimeApiPort = runtimeApiPort;
        }));

        using var again = new TcpListener(IPAddress.Loopback, runtimeApiPort);
        again.Start();
    }

    [Fact]
    public async Task A_function_in_another_process_needs_the_Runtime_API()
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(
            () => Gateways.StartForProcessAsync(configure: options => options.RuntimeApiPort = null));

        Assert.StartsWith("LocalGatewayOptions.RuntimeApiPort is not set.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_up_text_contains_the_URLs_and_routes()
    {
        await using var gateway = await Gateways.StartAsync(new Function());
        var host = gateway.Url.Authority;

        Assert.Equal($$"""
            Chat listens on ws://{{host}}/production
              try it:       npx wscat -c ws://{{host}}/production
              @connections: http://{{host}}/production/@connections/{connectionId}
              route key:    $request.body.action
                $connect     Chat.Connect
                $default     Chat.Default (responds)
                $disconnect  Chat.Disconnect
                ask          Chat.Ask (responds)
                sendMessage  Chat.SendMessage
              Press Ctrl+C to stop.

            """, LocalGatewayHost.StartUpText(Gateways.Chat, gateway, new LocalGatewayOptions()));
    }

    [Fact]
    public async Task The_wscat_command_of_the_start_up_text_has_the_identity_sources()
    {
        var api = new WebSocketApiDescriptor
        {
            Name = "Chat",
            RouteSelectionExpression = "$request.body.action",
            Routes = [],
            Authorizer = new("Guard.Authorize")
            {
                IdentitySources = ["route.request.querystring.token", "route.request.header.X-Tenant", "route.request.querystring.room"],
            },
        };
        await using var gateway = await Gateways.StartAsync(new Function(), api);

        Assert.Contains(
            $"npx wscat -c \"{gateway.Url}?token=…&room=…\" -H \"X-Tenant: …\"{System.Environment.NewLine}",
            LocalGatewayHost.StartUpText(api, gateway, new()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConnectionStore.None, null, null, false)]
    [InlineData(ConnectionStore.InMemory, null, "in memory", false)]
    [InlineData(ConnectionStore.DynamoDb, null, "in memory (to use a DynamoDB server, set AWS_ENDPOINT_URL_DYNAMODB to its URL)", true)]
    [InlineData(ConnectionStore.DynamoDb, "http://localhost:8000", "DynamoDB at http://localhost:8000", false)]
    [InlineData(ConnectionStore.Custom, null, "custom", false)]
    public void An_in_memory_store_replaces_a_DynamoDB_store_if_no_server_is_set(
        ConnectionStore store, string? endpoint, string? line, bool isReplaced)
    {
        var api = Api(store);

        Assert.Equal(line, LocalStore.Describe(api, Environment));
        Assert.Equal(isReplaced, LocalStore.Replace(api, Environment) is InMemoryConnectionStore);

        string? Environment(string name) => name == "AWS_ENDPOINT_URL_DYNAMODB" ? endpoint : null;
    }

    [Fact]
    public async Task The_start_up_text_contains_the_connection_store()
    {
        var api = Api(ConnectionStore.InMemory);
        await using var gateway = await Gateways.StartAsync(new Function(), api);

        Assert.Contains(
            $"{System.Environment.NewLine}  store:        in memory{System.Environment.NewLine}",
            LocalGatewayHost.StartUpText(api, gateway, new()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_runs_until_it_is_cancelled_and_then_closes_the_connections()
    {
        var function = new Function();
        LocalGateway? gateway = null;
        var output = new StringWriter();
        using var stop = new CancellationTokenSource();
        var serving = new LocalGatewayHost(new LocalGatewayOptions(), output).ServeAsync(
            Gateways.Chat, async _ => gateway = await Gateways.StartAsync(function), stop.Token);
        while (output.ToString().Length == 0)
        {
            await Task.Yield();
        }

        using var client = await RawClient.ConnectAsync(gateway!.Url);
        await stop.CancelAsync();
        var close = await client.ReadAsync();
        await client.SendAsync(8, close!.Payload);
        await serving.WaitAsync(Patience.Token);

        Assert.Equal((8, 1001), (close.Opcode, close.CloseCode));
        Assert.Equal(1001, (await function.NextEventAsync("DISCONNECT")).At("requestContext", "disconnectStatusCode").GetInt32());
    }

    [Fact]
    public async Task Stopping_twice_does_nothing()
    {
        var gateway = await Gateways.StartAsync(new Function());

        await gateway.StopAsync();
        await gateway.StopAsync();
        await gateway.DisposeAsync();
    }

    private static WebSocketApiDescriptor Api(ConnectionStore store) =>
        new() { Name = "Chat", RouteSelectionExpression = "$request.body.action", Routes = [], Store = store };
}
