using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WsScaffold.Tests;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>The connection store of an API, which the framework keeps up to date without handlers.</summary>
public sealed class StoreTests
{
    private const string Accepted = """{"statusCode":200}""";

    [Fact]
    public async Task Connections_are_added_and_removed_without_handlers()
    {
        await using var app = GeneratedApp.From("[WebSocketApi(Store = ConnectionStore.InMemory)] public sealed partial class Api;");
        Assert.Equal(["$connect Store", "$disconnect Store"], Routes(app));

        Assert.Equal(Accepted, await ConnectAsync(app, user: "ada"));
        Assert.Equal(1, await Store(app).CountAsync(Audience.All, TestContext.Current.CancellationToken));
        Assert.Equal(1, await Store(app).CountAsync(Audience.User("ada"), TestContext.Current.CancellationToken));

        Assert.Equal(Accepted, await app.InvokeAsync(TestEvent.Disconnect()));
        Assert.Equal(0, await Store(app).CountAsync(Audience.All, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_connect_handler_can_join_groups_and_members_are_readable_after_it_accepted()
    {
        await using var app = GeneratedApp.From("""
            [WebSocketApi(Store = ConnectionStore.InMemory)]
            public sealed partial class Api(IConnectionStore store)
            {
                [ConnectRoute] public async Task<ConnectResult> Connect(ConnectContext context, [FromQuery] string? result)
                {
                    Journal.Add($"{await store.JoinAsync(context.ConnectionId, "lobby")}{await store.CountAsync(Audience.Group("lobby"))}");
                    return result switch { "no" => ConnectResult.Reject(), "throw" => throw new InvalidTimeZoneException(), _ => default };
                }

                [DisconnectRoute] public async Task Disconnect(DisconnectContext context)
                {
                    Journal.Add(string.Join(' ', (await store.FindAsync(context.ConnectionId))!.Groups));
                    throw new InvalidTimeZoneException();
                }
            }
            """);
        Assert.Equal(["$connect Api.Connect", "$disconnect Api.Disconnect"], Routes(app));

        Assert.Equal(Accepted, await ConnectAsync(app));
        Assert.Equal("True0", app.Journaled());
        Assert.Equal(1, await Store(app).CountAsync(Audience.Group("lobby"), TestContext.Current.CancellationToken));

        // The connection is removed even if the handler throws.
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => app.InvokeAsync(TestEvent.Disconnect()));
        Assert.Equal("lobby", app.Journaled());
        Assert.Equal(0, await Store(app).CountAsync(Audience.All, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("no", """{"statusCode":403}""")]
    [InlineData("throw", null)]
    public async Task A_rejected_connection_is_not_stored(string how, string? response)
    {
        await using var app = GeneratedApp.From("""
            [WebSocketApi(Store = ConnectionStore.InMemory, AllowedOrigins = ["https://fine.example"])]
            public sealed partial class Api(IConnectionStore store)
            {
                [ConnectRoute] public async Task<ConnectResult> Connect(ConnectContext context, [FromQuery] string? how)
                {
                    await store.JoinAsync(context.ConnectionId, "lobby");
                    return how == "no" ? ConnectResult.Reject() : throw new InvalidTimeZoneException();
                }
            }
            """);

        var connect = ConnectAsync(app, change: lambdaEvent => lambdaEvent["queryStringParameters"] = new JsonObject { ["how"] = how });
        if (response is null)
        {
            await Assert.ThrowsAsync<InvalidTimeZoneException>(() => connect);
        }
        else
        {
            Assert.Equal(response, await connect);
        }

        Assert.Equal(0, await Store(app).CountAsync(Audience.All, TestContext.Current.CancellationToken));
        Assert.Equal(0, await Store(app).CountAsync(Audience.Group("lobby"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_connection_of_another_origin_is_not_stored()
    {
        await using var app = GeneratedApp.From("""
            [WebSocketApi(Store = ConnectionStore.InMemory, AllowedOrigins = ["https://fine.example"])]
            public sealed partial class Api;
            """);

        var response = await ConnectAsync(app, change: lambdaEvent => lambdaEvent["headers"]!["Origin"] = "https://evil.example");

        Assert.Equal("""{"statusCode":403}""", response);
        Assert.Null(await Store(app).FindAsync(TestEvent.ConnectionId, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_disconnect_before_its_connect_leaves_no_connection_behind()
    {
        await using var app = GeneratedApp.From("[WebSocketApi(Store = ConnectionStore.InMemory)] public sealed partial class Api;");

        Assert.Equal(Accepted, await app.InvokeAsync(TestEvent.Disconnect()));
        Assert.Equal("""{"statusCode":410}""", await ConnectAsync(app));

        Assert.Equal(0, await Store(app).CountAsync(Audience.All, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Handlers_can_push_to_groups_users_others_and_all()
    {
        var connections = new FakeConnections();
        await using var app = GeneratedApp.From(builder => builder.Services.AddSingleton<IConnections>(connections), """
            public interface IClient { ValueTask<SendSummary> Said(string text); }

            [WebSocketApi(Store = ConnectionStore.InMemory)]
            public sealed partial class Api(IConnectionStore store, IClients<IClient> clients)
            {
                [WebSocketRoute("join")]
                public async Task<bool> Join(string group, MessageContext context) => await store.JoinAsync(context.ConnectionId, group);
                [WebSocketRoute("group")] public async Task<int> Group(string text) => (await clients.Group("g").Said(text)).Delivered;
                [WebSocketRoute("user")] public async Task<int> User(string text) => (await clients.User("ada").Said(text)).Delivered;
                [WebSocketRoute("all")] public async Task<int> All(string text) => (await clients.All.Said(text)).Delivered;
                [WebSocketRoute("others")] public async Task<int> Others(string text) => (await clients.Others.Said(text)).Delivered;
                [WebSocketRoute("except")]
                public async Task<int> Except(string text, MessageContext context) =>
                    (await clients.Except(context.ConnectionId, "b").All.Said(text)).Delivered;
            }
            """);
        foreach (var (id, user) in new[] { ("a", "ada"), ("b", "bob"), ("c", "ada") })
        {
            await ConnectAsync(app, user, lambdaEvent => lambdaEvent["requestContext"]!["connectionId"] = id);
            if (id != "c")
            {
                await SendAsync(app, id, "join", "g");
            }
        }

        Assert.Equal("a: 1 b: 1", await SentAsync("group", "1"));
        Assert.Equal("a: 2 c: 2", await SentAsync("user", "2"));
        Assert.Equal("a: 3 b: 3 c: 3", await SentAsync("all", "3"));
        Assert.Equal("b: 4 c: 4", await SentAsync("others", "4"));
        Assert.Equal("c: 5", await SentAsync("except", "5"));

        async Task<string> SentAsync(string route, string text)
        {
            await SendAsync(app, "a", route, text);
            return string.Join(' ', connections.Take().Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_presence_is_called_for_users_that_connect_and_disconnect_and_its_exceptions_reject_nobody()
    {
        var presence = new RecordingPresence();
        await using var app = GeneratedApp.From(
            builder => builder.Services.AddSingleton<IPresence>(presence),
            "[WebSocketApi(Store = ConnectionStore.InMemory)] public sealed partial class Api;");

        await ConnectAsync(app, "ada", lambdaEvent => lambdaEvent["requestContext"]!["connectionId"] = "a");
        await ConnectAsync(app, "ada");
        await app.InvokeAsync(TestEvent.Disconnect(
            lambdaEvent => lambdaEvent["requestContext"]!["authorizer"] = new JsonObject { ["principalId"] = "ada" }));
        await ConnectAsync(app, user: null, lambdaEvent => lambdaEvent["requestContext"]!["connectionId"] = "nobody");

        Assert.Equal(["+ada 1 a", $"+ada 2 {TestEvent.ConnectionId}", $"-ada 1 {TestEvent.ConnectionId}"], presence.Calls);

        presence.Throws = true;
        Assert.Equal(Accepted, await ConnectAsync(app, "bob", lambdaEvent => lambdaEvent["requestContext"]!["connectionId"] = "b"));
        Assert.Equal(1, await Store(app).CountAsync(Audience.User("bob"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_presence_pushes_to_connections_that_were_open_before()
    {
        var connections = new FakeConnections();
        await using var app = GeneratedApp.From(builder => builder.Services.AddSingleton<IConnections>(connections), """
            public interface IClient { ValueTask<SendSummary> Seen(string user); }

            public sealed class Announcer(IClients<IClient> clients) : IPresence
            {
                public async ValueTask ConnectedAsync(PresenceChange change, CancellationToken cancellationToken) =>
                    await clients.All.Seen("+" + change.User);
                public async ValueTask DisconnectedAsync(PresenceChange change, CancellationToken cancellationToken) =>
                    await clients.All.Seen("-" + change.User);
            }

            [WebSocketApi(Store = ConnectionStore.InMemory)]
            public sealed partial class Api(IClients<IClient> clients)
            {
                public static void Configure(WebSocketAppBuilder builder) => builder.Services.AddSingleton<IPresence, Announcer>();
                [WebSocketRoute("all")] public async Task All() => await clients.All.Seen("all");
            }
            """);

        await ConnectAsync(app, "ada", lambdaEvent => lambdaEvent["requestContext"]!["connectionId"] = "a");
        Assert.Empty(connections.Take());
        await ConnectAsync(app, "bob", lambdaEvent => lambdaEvent["requestContext"]!["connectionId"] = "b");
        Assert.Equal(["a: +bob"], connections.Take());

        await SendAsync(app, "a", "all", "{}");
        Assert.Equal(["a: all", "b: all"], connections.Take().Order());
    }

    [Fact]
    public async Task A_user_whose_connection_fails_to_open_is_reported_as_disconnected()
    {
        var presence = new RecordingPresence();
        await using var app = GeneratedApp.From(
            builder => builder.Services.AddSingleton<IPresence>(presence),
            "[WebSocketApi(Store = ConnectionStore.InMemory)] public sealed partial class Api;");
        presence.WhenConnected = () => Store(app).RemoveAsync(TestEvent.ConnectionId).AsTask();

        Assert.Equal("""{"statusCode":410}""", await ConnectAsync(app, "ada"));

        Assert.Equal([$"+ada 1 {TestEvent.ConnectionId}", $"-ada 0 {TestEvent.ConnectionId}"], presence.Calls);
    }

    [Theory]
    [InlineData(
        "Store = ConnectionStore.DynamoDb",
        "Api declares Store = ConnectionStore.DynamoDb, but no store is registered. "
        + "Reference the package WsScaffold.DynamoDB and call builder.AddDynamoDbConnectionStore() in "
        + "Api.Configure(WebSocketAppBuilder builder).")]
    [InlineData(
        "Store = ConnectionStore.Custom",
        "Api declares Store = ConnectionStore.Custom, but no store is registered. "
        + "Register an IConnectionStore in Api.Configure(WebSocketAppBuilder builder).")]
    [InlineData(
        "Store = ConnectionStore.DynamoDb, AllowInMemoryOnLambda = true",
        "Api declares Store = ConnectionStore.DynamoDb, but WsScaffold.InMemoryConnectionStore is registered, which is InMemory. "
        + "Register the declared store, or write Store = ConnectionStore.InMemory.",
        true)]
    [InlineData(
        "AllowInMemoryOnLambda = true",
        "WsScaffold.InMemoryConnectionStore is registered, but Api declares no store. "
        + "Write [WebSocketApi(Store = ConnectionStore.InMemory)]: routes, permissions and the table follow from it.",
        true)]
    public void A_store_that_differs_from_the_attribute_fails_the_start(string facts, string message, bool registers = false)
    {
        var error = Assert.Throws<InvalidOperationException>(() => GeneratedApp.From(
            builder =>
            {
                if (registers)
                {
                    builder.Services.AddSingleton<IConnectionStore>(new InMemoryConnectionStore());
                }
            },
            $"[WebSocketApi({facts})] public sealed partial class Api;"));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task The_error_of_a_push_to_a_group_without_a_store_says_what_to_do()
    {
        await using var app = GeneratedApp.From("""
            public interface IClient { ValueTask Said(string text); }
            [WebSocketApi]
            public sealed partial class Api(IClients<IClient> clients)
            {
                [WebSocketRoute("x")] public Task X() => clients.Group("g").Said("x").AsTask();
            }
            """);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => app.SendAsync("x"));

        Assert.Equal(
            "Sends to users, groups and all connections need a connection store. "
                + "Set [WebSocketApi(Store = ConnectionStore.DynamoDb)], or InMemory for development.",
            error.Message);
    }

    [Theory]
    [InlineData("", """{"action":"ping","id":7}""", """{"type":"ping","id":7,"data":"pong"}""")]
    [InlineData("", "", """{"type":"ping","data":"pong"}""")]
    [InlineData(", Envelope = Envelope.None", """{"id":7}""", "\"pong\"")]
    [InlineData(", Store = ConnectionStore.InMemory", "", """{"type":"ping","data":"pong"}""")]
    public async Task A_keep_alive_gets_a_response_without_a_handler(string facts, string body, string response)
    {
        await using var app = GeneratedApp.From($$"""
            [WebSocketApi(KeepAlive = "ping"{{facts}})]
            public sealed partial class Api
            {
                [WebSocketRoute("a")] public static string A(string body) => body;
                [WebSocketRoute("z")] public static string Z(string body) => body;
            }
            """);

        Assert.True(app.App.Descriptor.Routes.Single(route => route is { RouteKey: "ping", Handler: "KeepAlive" }).HasRouteResponse);
        Assert.Equal(response, await app.AskAsync("ping", body));
        Assert.Equal("1", await app.AskAsync("a", "1"));
        Assert.Equal("2", await app.AskAsync("z", "2"));
    }

    [Fact]
    public async Task A_keep_alive_updates_the_time_in_the_store()
    {
        await using var app = GeneratedApp.From("""
            [WebSocketApi(KeepAlive = "ping", Store = ConnectionStore.InMemory)]
            public sealed partial class Api;
            """);
        await ConnectAsync(app);
        var before = (await Store(app).FindAsync(TestEvent.ConnectionId, TestContext.Current.CancellationToken))!.LastSeenAt;

        await app.SendAsync("ping");

        Assert.True((await Store(app).FindAsync(TestEvent.ConnectionId, TestContext.Current.CancellationToken))!.LastSeenAt > before);
    }

    [Fact]
    public void The_assembly_attributes_contain_the_store()
    {
        var compilation = GeneratedApp.Compile("[WebSocketApi(Store = ConnectionStore.DynamoDb)] public sealed partial class Api;");
        var sources = Generation.Sources(compilation);

        Assert.Contains(sources.Values, source => source.Contains("Pushes = false, Store = \"DynamoDb\")]", StringComparison.Ordinal));
    }

    private static string[] Routes(GeneratedApp app) => [.. app.App.Descriptor.Routes.Select(route => $"{route.RouteKey} {route.Handler}")];

    private static IConnectionStore Store(GeneratedApp app) => (IConnectionStore)app.App.Services.GetService(typeof(IConnectionStore))!;

    // With the current time, because the captured event is years old and its connection would have expired.
    private static Task<string> ConnectAsync(GeneratedApp app, string? user = null, Action<JsonObject>? change = null) =>
        app.ConnectAsync(lambdaEvent =>
        {
            lambdaEvent["requestContext"]!["connectedAt"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            if (user is not null)
            {
                lambdaEvent["requestContext"]!["authorizer"] = new JsonObject { ["principalId"] = user };
            }

            change?.Invoke(lambdaEvent);
        });

    private static Task<string> SendAsync(GeneratedApp app, string connectionId, string route, string body) =>
        app.InvokeAsync(TestEvent.Message(route, body, lambdaEvent => lambdaEvent["requestContext"]!["connectionId"] = connectionId));

    private sealed class RecordingPresence : IPresence
    {
        public List<string> Calls { get; } = [];

        public bool Throws { get; set; }

        public Func<Task> WhenConnected { get; set; } = () => Task.CompletedTask;

        public async ValueTask ConnectedAsync(PresenceChange change, CancellationToken cancellationToken)
        {
            await WhenConnected();
            await Record('+', change);
        }

        public ValueTask DisconnectedAsync(PresenceChange change, CancellationToken cancellationToken) => Record('-', change);

        private ValueTask Record(char sign, PresenceChange change)
        {
            Calls.Add($"{sign}{change.User} {change.Connections} {change.ConnectionId}");
            return Throws ? throw new InvalidTimeZoneException() : default;
        }
    }
}
