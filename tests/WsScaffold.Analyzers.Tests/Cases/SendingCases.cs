namespace WsScaffold.Analyzers.Tests.Cases;

internal static class SendingCases
{
    private const string MustBeAMethod = " Make it a method, not generic, that takes one message by value (and a CancellationToken if it likes) and returns ValueTask or ValueTask<SendSummary>.";

    private static RuleCase Unimplementable(string member, string? mended = null) => new(
        "WSS0502",
        $$"""namespace Shop { public static class Handlers { [WebSocketRoute("h")] public static void H(IClients<IClient> clients) { } } public interface IClient : IBase { ValueTask Fine(int a); } public interface IBase { {{member}} } }""",
        $"Generated code can't implement 'Shop.IBase.M'.{MustBeAMethod}",
        mended is null ? null : $$"""namespace Shop { public static class Handlers { [WebSocketRoute("h")] public static void H(IClients<IClient> clients) { } } public interface IClient : IBase { ValueTask Fine(int a); } public interface IBase { {{mended}} } }""");

    private static RuleCase Send(string rule, string before, string message, string? after) => new(
        rule,
        $$"""public sealed class Handlers(IConnections connections, IClients<IShop> clients) { [WebSocketRoute("h")] {{before}} private object All => (connections, clients); }""",
        message,
        after is null ? null : $$"""public sealed class Handlers(IConnections connections, IClients<IShop> clients) { [WebSocketRoute("h")] {{after}} private object All => (connections, clients); }""");

    public static readonly RuleCase[] Mistakes =
    [
        new("WSS0501",
            """public static class Handlers { [WebSocketRoute("h")] public static void H(IClients<[|Order|]> clients) { } }""",
            "The parameter 'clients' of 'Handlers.H' pushes through 'Order', which must be an interface that is public or internal. Declare one."),
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
            "Nobody waits for 'Ordered', and Lambda freezes the function once the handler returns. Await it.",
            """public async Task H(MessageContext context) { await clients.Connection(context.ConnectionId).Ordered(new(1)); }"""),
        Send("WSS0503",
            """public async Task H(MessageContext context) { await Task.Yield(); connections.[|PostAsync|](context.ConnectionId, default); }""",
            "Nobody waits for 'PostAsync', and Lambda freezes the function once the handler returns. Await it.",
            """public async Task H(MessageContext context) { await Task.Yield(); await connections.PostAsync(context.ConnectionId, default); }"""),
        Send("WSS0503",
            """public string H(MessageContext context) { _ = connections.[|PostAsync|](context.ConnectionId, default).AsTask(); return "ok"; }""",
            "Nobody waits for 'PostAsync', and Lambda freezes the function once the handler returns. Await it.",
            """public async Task<string> H(MessageContext context) { await connections.PostAsync(context.ConnectionId, default); return "ok"; }"""),
        new("WSS0504",
            """public sealed class Handlers(IClients<IShop> clients) { [ConnectRoute] public async Task H(ConnectContext context) => await clients.Connection([|context.ConnectionId|]).Ordered(new(1)); }""",
            "The connection of 'Handlers.H' opens only when it returns, so 'Connection' finds it gone (410). Send when its first message comes."),
        new("WSS0504",
            """public sealed class Handlers(IConnections connections) { [ConnectRoute] public async Task H(ConnectContext context) => await connections.PostAsync([|context.ConnectionId|], default); }""",
            "The connection of 'Handlers.H' opens only when it returns, so 'PostAsync' finds it gone (410). Send when its first message comes."),
        Send("WSS0505",
            """public string H(MessageContext context) => connections.PostAsync(context.ConnectionId, default).AsTask().[|Result|].ToString();""",
            "'Result' blocks the thread that 'PostAsync' needs to make progress, so it never ends in Lambda. Await it.",
            """public async Task<string> H(MessageContext context) => (await connections.PostAsync(context.ConnectionId, default)).ToString();"""),
        Send("WSS0505",
            """public async Task H(MessageContext context) { await Task.Yield(); clients.Connection(context.ConnectionId).Ordered(new(1)).GetAwaiter().[|GetResult|](); }""",
            "'GetResult' blocks the thread that 'Ordered' needs to make progress, so it never ends in Lambda. Await it.",
            """public async Task H(MessageContext context) { await Task.Yield(); await clients.Connection(context.ConnectionId).Ordered(new(1)); }"""),
        Send("WSS0505",
            """public void H(MessageContext context) { var sending = connections.PostAsync(context.ConnectionId, default).AsTask(); sending.[|Wait|](); }""",
            "'Wait' blocks the thread that 'PostAsync' needs to make progress, so it never ends in Lambda. Await it.",
            """public async Task H(MessageContext context) { var sending = connections.PostAsync(context.ConnectionId, default).AsTask(); await sending; }"""),
        new("WSS0505",
            """public sealed class Service(IConnections connections) { public void Send(string id) => connections.PostAsync(id, default).AsTask().[|Wait|](); }""",
            "'Wait' blocks the thread that 'PostAsync' needs to make progress, so it never ends in Lambda. Await it."),
    ];

    public static readonly RuleCase[] Correct =
    [
        new("WSS0501", """public static class Handlers { [WebSocketRoute("h")] public static void H(IClients<IShop> clients) { } }""", ""),
        new("WSS0502", """public interface IAny { ValueTask<SendSummary> A(int a); ValueTask B(string b, CancellationToken ct); void C() { } static void D() { } } public static class Handlers { [WebSocketRoute("h")] public static void H(IClients<IAny> clients) { } }""", ""),
        new("WSS0503", """public sealed class Handlers(IConnections connections, IClients<IShop> clients) { [WebSocketRoute("h")] public async Task H(MessageContext context) { var all = new List<Task> { connections.PostAsync("a", default).AsTask(), clients.Connection("b").Ordered(new(1)).AsTask() }; await Task.WhenAll(all); } }""", ""),
        new("WSS0503", """public sealed class Handlers(IClients<IShop> clients) { [WebSocketRoute("h")] public ValueTask H(MessageContext context) => clients.Connection("b").Ordered(new(1)); }""", ""),
        new("WSS0504", """public sealed class Handlers(IConnections connections, Clock clock) { [ConnectRoute] public async Task H(ConnectContext context) { Console.WriteLine(clock); await connections.PostAsync("other", default); } [WebSocketRoute("h")] public async Task G(MessageContext context) => await connections.PostAsync(context.ConnectionId, default); }""", ""),
        new("WSS0505", """public static class Handlers { [WebSocketRoute("h")] public static int H(string body) => Task.FromResult(1).Result; }""", ""),
    ];
}
