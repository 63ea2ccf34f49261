using WsScaffold.Analyzers.Tests.Support;

namespace WsScaffold.Analyzers.Tests.Cases;

internal static class SendingCases
{
    private const string MustBeAMethod = " Declare a non-generic method that takes one message by value, "
        + "optionally takes a CancellationToken, and returns ValueTask or ValueTask<SendSummary>.";

    private static RuleCase Unimplementable(string member, string? @fixed = null) => new(
        "WSS0502",
        InClient(member),
        $"Generated code can't implement 'Shop.IBase.M'.{MustBeAMethod}",
        @fixed is null ? null : InClient(@fixed));

    private static string InClient(string member) => $$"""
        namespace Shop
        {
            public static class Handlers { [WebSocketRoute("h")] public static void H(IClients<IClient> clients) { } }
            public interface IClient : IBase { ValueTask Fine(int a); }
            public interface IBase { {{member}} }
        }
        """;

    private static RuleCase Send(string rule, string source, string message, string? @fixed) => new(
        rule, InHandlers(source), message, @fixed is null ? null : InHandlers(@fixed));

    private static string InHandlers(string method) => $$"""
        public sealed class Handlers(IConnections connections, IClients<IShop> clients)
        {
            [WebSocketRoute("h")]
        {{method}}
            private object All => (connections, clients);
        }
        """;

    public static readonly RuleCase[] Mistakes =
    [
        new("WSS0501",
            """public static class Handlers { [WebSocketRoute("h")] public static void H(IClients<[|Order|]> clients) { } }""",
            "The parameter 'clients' of 'Handlers.H' pushes through 'Order', which must be a public or internal interface. Declare one."),
        Unimplementable("ValueTask [|M|]();"),
        Unimplementable("ValueTask [|M|](int a, int b);"),
        Unimplementable("ValueTask [|M|](CancellationToken ct);"),
        Unimplementable("ValueTask [|M|](in int a);"),
        Unimplementable("ValueTask [|M|]<T>(T a);"),
        Unimplementable("Task [|M|](int a);", "ValueTask M(int a);"),
        Unimplementable("void [|M|](int a, CancellationToken ct);", "ValueTask M(int a, CancellationToken ct);"),
        Unimplementable("ValueTask<int> [|M|](int a);", "ValueTask M(int a);"),
        Unimplementable("ValueTask [|M|] { get; }"),
        Unimplementable("event Action [|M|];"),
        Send("WSS0503",
            """public void H(MessageContext context) { clients.Connection(context.ConnectionId).[|Ordered|](new(1)); }""",
            "'Ordered' is not awaited, and Lambda freezes the function once the handler returns. Await it.",
            """public async Task H(MessageContext context) { await clients.Connection(context.ConnectionId).Ordered(new(1)); }"""),
        Send("WSS0503",
            """
            public async Task H(MessageContext context)
            {
                await Task.Yield();
                connections.[|PostAsync|](context.ConnectionId, default);
            }
            """,
            "'PostAsync' is not awaited, and Lambda freezes the function once the handler returns. Await it.",
            """
            public async Task H(MessageContext context)
            {
                await Task.Yield();
                await connections.PostAsync(context.ConnectionId, default);
            }
            """),
        Send("WSS0503",
            """
            public string H(MessageContext context)
            {
                _ = connections.[|PostAsync|](context.ConnectionId, default).AsTask();
                return "ok";
            }
            """,
            "'PostAsync' is not awaited, and Lambda freezes the function once the handler returns. Await it.",
            """
            public async Task<string> H(MessageContext context)
            {
                await connections.PostAsync(context.ConnectionId, default);
                return "ok";
            }
            """),
        new("WSS0503",
            """
            public sealed class Handlers(IClients<IBack> clients)
            {
                [WebSocketRoute("h")] public async Task H(string body)
                {
                    await Task.Yield();
                    _ = clients.Connection(body).[|Back|](1).AsTask();
                }
            }
            public interface IBack
            {
                ValueTask<SendSummary> Back(int n);
            }
            """,
            "'Back' is not awaited, and Lambda freezes the function once the handler returns. Await it.",
            """
            public sealed class Handlers(IClients<IBack> clients)
            {
                [WebSocketRoute("h")] public async Task H(string body)
                {
                    await Task.Yield();
                    await clients.Connection(body).Back(1);
                }
            }
            public interface IBack
            {
                ValueTask<SendSummary> Back(int n);
            }
            """),
        new("WSS0504",
            """
            public sealed class Handlers(IClients<IShop> clients)
            {
                [ConnectRoute] public async Task H(ConnectContext context) =>
                    await clients.Connection([|context.ConnectionId|]).Ordered(new(1));
            }
            """,
            "The connection opens only after 'Handlers.H' returns, so 'Connection' gets 410 Gone. "
            + "Send when the client's first message arrives."),
        new("WSS0504",
            """
            public sealed class Handlers(IConnections connections)
            {
                [ConnectRoute] public async Task H(ConnectContext context) =>
                    await connections.PostAsync([|context.ConnectionId|], default);
            }
            """,
            "The connection opens only after 'Handlers.H' returns, so 'PostAsync' gets 410 Gone. "
            + "Send when the client's first message arrives."),
        Send("WSS0505",
            """
            public string H(MessageContext context) =>
                connections.PostAsync(context.ConnectionId, default).AsTask().[|Result|].ToString();
            """,
            "'Result' blocks the thread that 'PostAsync' needs to complete, so it never returns in Lambda. Await 'PostAsync' instead.",
            """
            public async Task<string> H(MessageContext context) =>
                (await connections.PostAsync(context.ConnectionId, default)).ToString();
            """),
        Send("WSS0505",
            """
            public async Task H(MessageContext context)
            {
                await Task.Yield();
                clients.Connection(context.ConnectionId).Ordered(new(1)).GetAwaiter().[|GetResult|]();
            }
            """,
            "'GetResult' blocks the thread that 'Ordered' needs to complete, so it never returns in Lambda. Await 'Ordered' instead.",
            """
            public async Task H(MessageContext context)
            {
                await Task.Yield();
                await clients.Connection(context.ConnectionId).Ordered(new(1));
            }
            """),
        Send("WSS0505",
            """
            public void H(MessageContext context)
            {
                var sending = connections.PostAsync(context.ConnectionId, default).AsTask();
                sending.[|Wait|]();
            }
            """,
            "'Wait' blocks the thread that 'PostAsync' needs to complete, so it never returns in Lambda. Await 'PostAsync' instead.",
            """
            public async Task H(MessageContext context)
            {
                var sending = connections.PostAsync(context.ConnectionId, default).AsTask();
                await sending;
            }
            """),
        new("WSS0505",
            """
            public sealed class Service(IConnections connections)
            {
                public void Send(string id) => connections.PostAsync(id, default).AsTask().[|Wait|]();
            }
            """,
            "'Wait' blocks the thread that 'PostAsync' needs to complete, so it never returns in Lambda. Await 'PostAsync' instead."),
        Response("[MaxLength(500)] List<Line> Lines", "[StringLength(400)] string Text", 206011, "Page.Lines"),
        Response("List<string> Others, Line? Line", "[Length(1, 131072)] string Text, [MaxLength(10)] string[] Names", 131144, "Page.Line"),
        Response("[MaxLength(100000)] byte[] Data, Line? Line", "Line? Next, int N", 133384, "Page.Data"),
        Response(
            "[MaxLength(2000000000)] List<Line> Lines",
            "[MaxLength(2000000000)] List<string> Names, DayOfWeek Day",
            1098000003671,
            "Page.Lines"),
        Response("[MaxLength(3600)] Dictionary<string, Guid> Ids", "", 154809, "Page.Ids"),
        new("WSS0506",
            Limited("""
            public sealed class Handlers(IClients<IPages> clients)
            {
                [WebSocketRoute("h")] public async Task H(string body)
                {
                    var one = clients.Connection(body);
                    await one.[|Turned|](new(""));
                }
            }
            public interface IPages
            {
                ValueTask Turned(Page page, CancellationToken ct = default);
            }
            public sealed record Page([MaxLength(200_000)] string Text);
            """),
            "The message of 'Turned' can have 200011 bytes within its declared limits, most of them in 'Page.Text', "
            + "and API Gateway sends at most 131072 (128 KB). Lower the limits, or send a link to the data."),
    ];

    private static string Limited(string source) => "using System.ComponentModel.DataAnnotations; " + source;

    private static RuleCase Response(string page, string line, long bytes, string member) => new(
        "WSS0506",
        Limited($$"""
            public static class Handlers
            {
                [WebSocketRoute("h")] public static async [|Task<Page>|] H(string body)
                {
                    await Task.Yield();
                    throw new RouteException(404, body);
                }
            }
            public sealed record Page({{page}});
            public sealed record Line({{line}});
            """),
        $"The response of 'Handlers.H' can have {bytes} bytes within its declared limits, most of them in '{member}', "
        + "and API Gateway sends at most 131072 (128 KB). Lower the limits, or send a link to the data.");

    public static readonly RuleCase[] Correct =
    [
        new("WSS0501", """public static class Handlers { [WebSocketRoute("h")] public static void H(IClients<IShop> clients) { } }""", ""),
        new("WSS0502",
            """
            public interface IAny
            {
                ValueTask<SendSummary> A(int a);
                ValueTask B(string b, CancellationToken ct);
                void C() { }
                static void D() { }
            }
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H(IClients<IAny> clients) { }
            }
            """,
            ""),
        new("WSS0503",
            """
            public sealed class Handlers(IConnections connections, IClients<IShop> clients)
            {
                [WebSocketRoute("h")] public async Task H(MessageContext context)
                {
                    var all = new List<Task>
                    {
                        connections.PostAsync("a", default).AsTask(),
                        clients.Connection("b").Ordered(new(1)).AsTask(),
                    };
                    await Task.WhenAll(all);
                }
            }
            """,
            ""),
        new("WSS0503",
            """
            public sealed class Handlers(IClients<IShop> clients)
            {
                [WebSocketRoute("h")] public ValueTask H(MessageContext context) => clients.Connection("b").Ordered(new(1));
            }
            """,
            ""),
        new("WSS0504",
            """
            public sealed class Handlers(IConnections connections, Clock clock)
            {
                [ConnectRoute] public async Task H(ConnectContext context)
                {
                    Console.WriteLine(clock);
                    await connections.PostAsync("other", default);
                }
                [WebSocketRoute("h")] public async Task G(MessageContext context) =>
                    await connections.PostAsync(context.ConnectionId, default);
            }
            """,
            ""),
        Short("[MaxLength(300)] List<Line> Lines", "[StringLength(400)] string Text"),
        Short("List<Line> Lines", "string Text, [MaxLength] string Other, [MinLength(200000)] string Long"),
        Short(
            "[MaxLength(1000000), RegularExpression(\"a|b\")] string Text, [MaxLength(1000000)] HashSet<bool> Set",
            "[Range(0, 1000000)] int Number"),
        Short("[property: System.Text.Json.Serialization.JsonIgnore] int Lines", "[MaxLength(1000000)] string Text"),
        new("WSS0506",
            Limited("""
            public sealed class Handlers(IClients<IPages> clients)
            {
                [WebSocketRoute("h")] public async Task H(string body)
                {
                    await clients.Chunked.Connection(body).Turned(new(""));
                    await Send(clients.Chunked);
                }
                private static async Task Send(IClients<IPages> any) => await any.Connection("a").Turned(new(""));
            }
            public interface IPages
            {
                ValueTask Turned(Page page);
            }
            public sealed record Page([MaxLength(200_000)] string Text);
            """),
            ""),
        new("WSS0505",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static int H(string body) => Task.FromResult(1).Result;
            }
            """,
            ""),
    ];

    private static RuleCase Short(string page, string line) => new(
        "WSS0506",
        Limited($$"""
            public static class Handlers
            {
                [WebSocketRoute("h")] public static Page H(string body) => throw new RouteException(404, body);
            }
            public sealed record Page({{page}});
            public sealed record Line({{line}});
            """),
        "");
}
