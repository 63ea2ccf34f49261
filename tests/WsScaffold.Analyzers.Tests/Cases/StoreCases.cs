using WsScaffold.Analyzers.Tests.Support;

namespace WsScaffold.Analyzers.Tests.Cases;

internal static class StoreCases
{
    private const string Stored = """
        [WebSocketApi(Store = ConnectionStore.InMemory, AllowInMemoryOnLambda = true)]
        public sealed partial class Api
        {
            [DefaultRoute] public static string Fine(string body) => body;
            public static void Configure(WebSocketAppBuilder builder) { }
        }
        public interface INews
        {
            ValueTask<SendSummary> Published(Order order, CancellationToken ct = default);
            ValueTask Noted(Order order);
        }
        """;

    private static RuleCase NoStore(string member, string call) => new(
        "WSS0901",
        $$"""
        public sealed class Handlers(IClients<IShop> clients)
        {
            [WebSocketRoute("h")] public async Task H(string body) => await clients.{{call}}.Ordered(new(body.Length));
        }
        """,
        $"'{member}' throws because it needs a connection store and 'Api' has none. "
        + "Set [WebSocketApi(Store = ConnectionStore.DynamoDb)], or send to connection IDs that you keep yourself.");

    private static RuleCase Handler(string rule, string statements, string message, string? @fixed = null) => new(
        rule,
        InHandler(statements),
        message,
        @fixed is null ? null : InHandler(@fixed),
        Stored);

    private static string InHandler(string statements) => $$"""
        public sealed class Handlers(IClients<INews> clients)
        {
            [WebSocketRoute("h")] public async Task H(string[] ids)
            {
                {{statements}}
            }
        }
        """;

    private const string Discarded = "A send to a large audience stops before the Lambda deadline, "
        + "and the remaining recipients are only in the summary of 'Published'. "
        + "Read its Continuation, or change 'Published' to return ValueTask if you don't need it.";

    private static string OneByOne(string send) => $"'{send}' sends to one connection after another and waits for each. "
        + "Use clients.Connections to send to all of them at once.";

    public static readonly RuleCase[] Mistakes =
    [
        NoStore("All", "[|All|]"),
        NoStore("All", "[|All|]") with { Rest = RuleCase.Api.Replace("class", "record", StringComparison.Ordinal) },
        NoStore("All", "[|All|]") with
        {
            Rest = "using Tag = WsScaffold.WebSocketApiAttribute;" + RuleCase.Api.Replace("WebSocketApi", "Tag", StringComparison.Ordinal),
        },
        NoStore("Others", "[|Others|]"),
        NoStore("Group", "[|Group|](body)"),
        NoStore("User", "Except(body).[|User|](body)"),
        Handler("WSS0902", "await clients.All.[|Published|](new(ids.Length));", Discarded),
        Handler("WSS0902", "_ = await clients.Except(ids).Group(ids[0]).[|Published|](new(1));", Discarded),
        Handler("WSS0902", "var room = clients.Group(ids[0]); await room.[|Published|](new(1)).ConfigureAwait(false);", Discarded),
        Handler("WSS0903",
            "foreach (var id in ids) { await clients.Connection(id).[|Noted|](new(1)); }", OneByOne("Noted"),
            "await clients.Connections(ids).Noted(new(1));"),
        Handler("WSS0903",
            """
            foreach (var id in ids.Where(id => id.Length > 0))
                await clients.Chunked.Connection(id).[|Published|](new(1));
            """,
            OneByOne("Published"),
            "await clients.Chunked.Connections(ids.Where(id => id.Length > 0)).Published(new(1));"),
        Handler("WSS0903",
            """
            foreach (var id in ids)
            {
                var left = (await clients.Connection(id).[|Published|](new(1))).Gone;
                Console.WriteLine(left);
            }
            """,
            OneByOne("Published")),
    ];

    public static readonly RuleCase[] Correct =
    [
        Fine("WSS0901", "await clients.All.Noted(new(1)); await clients.Group(ids[0]).Noted(new(1));"),
        new("WSS0901",
            """
            public sealed class Handlers(IClients<IShop> clients)
            {
                [WebSocketRoute("h")] public async Task H(string body) => await clients.Connection(body).Ordered(new(1));
                private static string Group(string name) => name;
                public static string All => Group("a");
            }
            """,
            ""),
        Fine("WSS0902", "var summary = await clients.All.Published(new(1)); Console.WriteLine(summary.Continuation);"),
        Fine("WSS0902",
            """
            await clients.All.Noted(new(1));
            await clients.Connections(ids).Published(new(1));
            await clients.Connection(ids[0]).Published(new(1));
            """),
        Fine("WSS0903", "foreach (var id in ids) { await clients.Connection(id).Noted(new(id.Length)); }"),
        Fine("WSS0903", "foreach (var id in ids) { var order = new Order(id.Length); await clients.Connection(id).Noted(order); }"),
        Fine("WSS0903", "foreach (var id in ids) { var other = ids[0]; await clients.Connection(other).Noted(new(1)); }"),
        Fine("WSS0903",
            """
            var all = new List<Task>();
            foreach (var id in ids) { all.Add(clients.Connection(id).Noted(new(1)).AsTask()); }
            await Task.WhenAll(all);
            """),
        Fine("WSS0903",
            """
            var all = ids.Select(async id =>
            {
                foreach (var one in ids)
                {
                    Func<Task> send = async () => await clients.Connection(one).Noted(new(1));
                    await send();
                }
            });
            await Task.WhenAll(all);
            """),
    ];

    private static RuleCase Fine(string rule, string statements) => new(rule, InHandler(statements), "", Rest: Stored);
}
