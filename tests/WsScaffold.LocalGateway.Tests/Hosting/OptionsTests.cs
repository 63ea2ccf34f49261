using System.Net.Sockets;
using WsScaffold.Gateway.Hosting;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Hosting;

public sealed class OptionsTests
{
    public static TheoryData<Action<LocalGatewayOptions>, string> WrongOptions => new()
    {
        { options => options.Port = -1, "LocalGatewayOptions.Port is -1: use 1 to 65535, or 0 for any free port. (Parameter 'Port')" },
        { options => options.Port = 65536, "LocalGatewayOptions.Port is 65536: use 1 to 65535, or 0 for any free port. (Parameter 'Port')" },
        { options => options.RuntimeApiPort = -1, "LocalGatewayOptions.RuntimeApiPort is -1: use 1 to 65535, or 0 for any free port. (Parameter 'RuntimeApiPort')" },
        { options => options.RuntimeApiPort = options.Port = 9001, "LocalGatewayOptions.RuntimeApiPort is 9001, the same as Port: use another port. (Parameter 'RuntimeApiPort')" },
        { options => options.Stage = "", "LocalGatewayOptions.Stage is '': use 1 to 128 letters, digits, - and _. (Parameter 'Stage')" },
        { options => options.Stage = "a/b", "LocalGatewayOptions.Stage is 'a/b': use 1 to 128 letters, digits, - and _. (Parameter 'Stage')" },
        { options => options.IdleTimeout = TimeSpan.Zero, "LocalGatewayOptions.IdleTimeout is 00:00:00: use a time greater than 0 and up to 49 days. (Parameter 'IdleTimeout')" },
        { options => options.ConnectionDuration = TimeSpan.MaxValue, "LocalGatewayOptions.ConnectionDuration is 10675199.02:48:05.4775807: use a time greater than 0 and up to 49 days. (Parameter 'ConnectionDuration')" },
        { options => options.IntegrationTimeout = TimeSpan.FromSeconds(-1), "LocalGatewayOptions.IntegrationTimeout is -00:00:01: use a time greater than 0 and up to 49 days. (Parameter 'IntegrationTimeout')" },
        { options => options.AllowedHosts.Add("http://a"), "LocalGatewayOptions.AllowedHosts contains 'http://a': use a host name without a scheme and port. (Parameter 'AllowedHosts')" },
        { options => options.AllowedOrigins.Add("localhost:5173"), "LocalGatewayOptions.AllowedOrigins contains 'localhost:5173': use the scheme, host and port as a browser sends them, for example http://localhost:5173. (Parameter 'AllowedOrigins')" },
        { options => options.AllowedOrigins.Add("http://a/"), "LocalGatewayOptions.AllowedOrigins contains 'http://a/': use the scheme, host and port as a browser sends them, for example http://localhost:5173. (Parameter 'AllowedOrigins')" },
        { options => options.StageVariables["a-b"] = "", "LocalGatewayOptions.StageVariables contains 'a-b': use letters, digits and _. (Parameter 'StageVariables')" },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public async Task A_wrong_option_is_named_with_what_to_use(Action<LocalGatewayOptions> configure, string message)
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => Gateways.StartAsync(new Function(), configure: configure));

        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public void The_defaults_are_those_of_AWS_on_port_5080()
    {
        var options = new LocalGatewayOptions();

        Assert.Equal((5080, "local"), (options.Port, options.Stage));
        Assert.Equal(
            (TimeSpan.FromMinutes(10), TimeSpan.FromHours(2), TimeSpan.FromSeconds(29)),
            (options.IdleTimeout, options.ConnectionDuration, options.IntegrationTimeout));
    }

    [Fact]
    public async Task A_busy_port_is_named_with_the_option_to_change()
    {
        using var other = new TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;

        var exception = await Assert.ThrowsAsync<IOException>(() => Gateways.StartAsync(new Function(), configure: options => options.Port = port));

        Assert.Contains($"127.0.0.1:{port}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("LocalGatewayOptions.Port", exception.Message, StringComparison.Ordinal);
        Assert.Contains("choose another port with --port 5081 on the command line or LocalGatewayOptions.Port.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_gateway_port_leaves_no_Runtime_API_behind()
    {
        using var other = new TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        using var free = new TcpListener(System.Net.IPAddress.Loopback, 0);
        free.Start();
        var runtimeApiPort = ((System.Net.IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var options = new LocalGatewayOptions { Port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port, RuntimeApiPort = runtimeApiPort };

        await Assert.ThrowsAsync<IOException>(() => LocalGateway.StartForProcessAsync(Gateways.Chat, options, null, TestContext.Current.CancellationToken));

        using var again = new TcpListener(System.Net.IPAddress.Loopback, runtimeApiPort);
        again.Start();
    }

    [Fact]
    public async Task A_function_outside_the_process_needs_the_Runtime_API() =>
        Assert.StartsWith("LocalGatewayOptions.RuntimeApiPort is not set.", (await Assert.ThrowsAsync<ArgumentException>(
            () => LocalGateway.StartForProcessAsync(Gateways.Chat, new LocalGatewayOptions(), null, TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task The_start_up_text_says_how_to_connect_and_which_routes_there_are()
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
    public async Task The_start_up_text_tries_it_with_what_the_authorizer_asks_for()
    {
        var api = new WebSocketApiDescriptor
        {
            Name = "Chat",
            RouteSelectionExpression = "$request.body.action",
            Routes = [],
            Authorizer = new("Guard.Authorize") { IdentitySources = ["route.request.querystring.token", "route.request.header.X-Tenant", "route.request.querystring.room"] },
        };
        await using var gateway = await Gateways.StartAsync(new Function(), api);

        Assert.Contains($"npx wscat -c \"{gateway.Url}?token=…&room=…\" -H \"X-Tenant: …\"{System.Environment.NewLine}", LocalGatewayHost.StartUpText(api, gateway, new()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConnectionStore.None, null, null, false)]
    [InlineData(ConnectionStore.InMemory, null, "in memory", false)]
    [InlineData(ConnectionStore.DynamoDb, null, "in memory (to use a DynamoDB server, set AWS_ENDPOINT_URL_DYNAMODB to its URL)", true)]
    [InlineData(ConnectionStore.DynamoDb, "http://localhost:8000", "DynamoDB at http://localhost:8000", false)]
    [InlineData(ConnectionStore.Custom, null, "custom", false)]
    public void A_store_in_DynamoDB_needs_no_server(ConnectionStore store, string? endpoint, string? line, bool isReplaced)
    {
        var api = new WebSocketApiDescriptor { Name = "Chat", RouteSelectionExpression = "$request.body.action", Routes = [], Store = store };

        Assert.Equal(line, LocalStore.Describe(api, Environment));
        Assert.Equal(isReplaced, LocalStore.Replace(api, Environment) is InMemoryConnectionStore);

        string? Environment(string name) => name == "AWS_ENDPOINT_URL_DYNAMODB" ? endpoint : null;
    }

    [Fact]
    public async Task The_start_up_text_says_where_connections_are_kept()
    {
        var api = new WebSocketApiDescriptor { Name = "Chat", RouteSelectionExpression = "$request.body.action", Routes = [], Store = ConnectionStore.InMemory };
        await using var gateway = await Gateways.StartAsync(new Function(), api);

        Assert.Contains($"{System.Environment.NewLine}  store:        in memory{System.Environment.NewLine}", LocalGatewayHost.StartUpText(api, gateway, new()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_serves_until_it_is_cancelled_and_then_closes_what_is_open()
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
    public async Task Stopping_twice_does_nothing_more()
    {
        var gateway = await Gateways.StartAsync(new Function());

        await gateway.StopAsync();
        await gateway.StopAsync();
        await gateway.DisposeAsync();
    }
}
