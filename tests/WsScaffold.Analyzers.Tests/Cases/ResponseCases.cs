using WsScaffold.Analyzers.Tests.Support;

namespace WsScaffold.Analyzers.Tests.Cases;

internal static class ResponseCases
{
    public static readonly RuleCase[] Mistakes =
    [
        new("WSS0401",
            """public static class Handlers { [DisconnectRoute] public static [|string|] H() => ""; }""",
            "'Handlers.H' returns 'string', but the connection is already closed. Return Task or nothing.",
            """public static class Handlers { [DisconnectRoute] public static void H() { } }"""),
        new("WSS0401",
            """
            public static class Handlers
            {
                [DisconnectRoute]
                public static async [|Task<int>|] H(DisconnectContext context)
                {
                    await Task.Yield();
                    if (context.Reason is null)
                    {
                        return 1;
                    }

                    return await Task.FromResult(2);
                }
            }
            """,
            "'Handlers.H' returns 'int', but the connection is already closed. Return Task or nothing.",
            """
            public static class Handlers
            {
                [DisconnectRoute]
                public static async Task H(DisconnectContext context)
                {
                    await Task.Yield();
                    if (context.Reason is null)
                    {
                        return;
                    }

                    await Task.FromResult(2);
                }
            }
            """),
        new("WSS0402",
            """public static class Handlers { [ConnectRoute] public static [|Task<string>|] H() => Task.FromResult(""); }""",
            "'Handlers.H' returns 'string', but a client receives no message during the handshake. "
            + "Return ConnectResult, or nothing to accept the connection.",
            """public static class Handlers { [ConnectRoute] public static Task H() => Task.FromResult(""); }"""),
        new("WSS0402",
            """public static class Handlers { [ConnectRoute] public static [|ValueTask<string>|] H() => new(""); }""",
            "'Handlers.H' returns 'string', but a client receives no message during the handshake. "
            + "Return ConnectResult, or nothing to accept the connection."),
        new("WSS0403",
            """public static class Handlers { [WebSocketRoute("h")] public static [|ConnectResult|] H() => ConnectResult.Accept(); }""",
            "'Handlers.H' returns ConnectResult, which only a [ConnectRoute] handler can return. Return the response, or nothing.",
            """public static class Handlers { [WebSocketRoute("h")] public static void H() { } }"""),
        new("WSS0404",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static [|Task<Task<int>>|] H() => Task.FromResult(Task.FromResult(1));
            }
            """,
            "'Handlers.H' returns 'System.Threading.Tasks.Task<int>', which is not a message until it is awaited. "
            + "Await it, and return Task<T> or ValueTask<T> of its result."),
        new("WSS0405",
            """
            public static class Handlers
            {
                [ConnectRoute] public static ConnectResult H(ConnectContext context) =>
                    context.[|Subprotocols|].Count > 0 ? ConnectResult.Accept() : ConnectResult.Reject();
            }
            """,
            "'Handlers.H' reads the subprotocols that the client offers but accepts none, so browsers close the connection. "
            + "Return ConnectResult.Accept(subprotocol)."),
    ];

    public static readonly RuleCase[] Correct =
    [
        new("WSS0401", """public static class Handlers { [DisconnectRoute] public static Task H() => Task.CompletedTask; }""", ""),
        new("WSS0402",
            """
            public static class Handlers
            {
                [ConnectRoute] public static Task<ConnectResult> H() => Task.FromResult(ConnectResult.Reject(401));
            }
            """,
            ""),
        new("WSS0403", """public static class Handlers { [WebSocketRoute("h")] public static ValueTask<Order?> H() => default; }""", ""),
        new("WSS0404",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static async Task<Order> H() => await Task.FromResult(new Order(1));
            }
            """,
            ""),
        new("WSS0405",
            """
            public static class Handlers
            {
                [ConnectRoute] public static ConnectResult H(ConnectContext context) =>
                    context.Subprotocols.Contains("v1") ? ConnectResult.Accept("v1") : ConnectResult.Reject();
            }
            """,
            ""),
        new("WSS0405",
            """
            public static class Handlers
            {
                [ConnectRoute] public static ConnectResult H(ConnectContext context) => Choose(context.Subprotocols);
                private static ConnectResult Choose(IReadOnlyList<string> all) => ConnectResult.Accept(all[0]);
            }
            """,
            ""),
    ];
}
