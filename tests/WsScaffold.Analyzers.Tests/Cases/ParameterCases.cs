using WsScaffold.Analyzers.Tests.Support;

namespace WsScaffold.Analyzers.Tests.Cases;

internal static class ParameterCases
{
    public static readonly RuleCase[] Mistakes =
    [
        new("WSS0301",
            """public static class Handlers { [WebSocketRoute("h")] public static void H([|ref|] string body) { } }""",
            "The parameter 'body' of 'Handlers.H' is ref, in or out. Pass it by value.",
            """public static class Handlers { [WebSocketRoute("h")] public static void H(string body) { } }"""),
        new("WSS0301",
            """public sealed class Handlers { public Handlers([|in|] IDisposable one) { } [WebSocketRoute("h")] public void H() { } }""",
            "The parameter 'one' of 'Handlers' is ref, in or out. Pass it by value.",
            """public sealed class Handlers { public Handlers(IDisposable one) { } [WebSocketRoute("h")] public void H() { } }"""),
        new("WSS0301",
            """public static class Handlers { [WebSocketRoute("h")] public static void H([|out|] string body) => body = ""; }""",
            "The parameter 'body' of 'Handlers.H' is ref, in or out. Pass it by value."),
        new("WSS0302",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H(Order order, [|Clock|] clock) { }
            }
            """,
            "'Handlers.H' has two body parameters, 'order' and 'clock', but a message has only one body. "
            + "Combine them into one type, or mark a service with [FromServices].",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H(Order order, [FromServices] Clock clock) { }
            }
            """),
        new("WSS0302",
            """public static class Handlers { [WebSocketRoute("h")] public static void H(string a, [|int[]|] b) { } }""",
            "'Handlers.H' has two body parameters, 'a' and 'b', but a message has only one body. "
            + "Combine them into one type, or mark a service with [FromServices]."),
        new("WSS0303",
            """public static class Handlers { [DisconnectRoute] public static void H([|Clock|] clock) { } }""",
            "The parameter 'clock' of 'Handlers.H' would be bound to the body, but this event has none. "
            + "Mark a service with [FromServices], or a value from the handshake with [FromQuery] or [FromHeader] on $connect.",
            """public static class Handlers { [DisconnectRoute] public static void H([FromServices] Clock clock) { } }"""),
        new("WSS0303",
            """public static class Handlers { [ConnectRoute] public static void H([|string|] room) { } }""",
            "The parameter 'room' of 'Handlers.H' would be bound to the body, but this event has none. "
            + "Mark a service with [FromServices], or a value from the handshake with [FromQuery] or [FromHeader] on $connect.",
            """public static class Handlers { [ConnectRoute] public static void H([FromQuery] string room) { } }"""),
        new("WSS0303",
            """public static class Handlers { [DisconnectRoute] public static void H([|string|] room) { } }""",
            "The parameter 'room' of 'Handlers.H' would be bound to the body, but this event has none. "
            + "Mark a service with [FromServices], or a value from the handshake with [FromQuery] or [FromHeader] on $connect."),
        new("WSS0304",
            """
            public static class Handlers
            {
                [ConnectRoute] public static void Connect(ConnectContext context) { }
                [WebSocketRoute("h")] public static string H(string body, [[|FromQuery|]] string room) => body;
            }
            """,
            "The parameter 'room' of 'Handlers.H' comes from the handshake, which only [ConnectRoute] and [Authorizer] methods receive. "
            + "Move it there.",
            """
            public static class Handlers
            {
                [ConnectRoute] public static void Connect(ConnectContext context, [FromQuery] string room) { }
                [WebSocketRoute("h")] public static string H(string body) => body;
            }
            """),
        new("WSS0304",
            """public static class Handlers { [DisconnectRoute] public static void H([[|FromHeader|]] string host) { } }""",
            "The parameter 'host' of 'Handlers.H' comes from the handshake, which only [ConnectRoute] and [Authorizer] methods receive. "
            + "Move it there."),
        new("WSS0305",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static string H([|ConnectContext|] context) => context.ConnectionId;
            }
            """,
            "The parameter 'context' of 'Handlers.H' is a 'ConnectContext', the context of another kind of event. Use MessageContext.",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static string H(MessageContext context) => context.ConnectionId;
            }
            """),
        new("WSS0305",
            """
            public static class Handlers
            {
                [DisconnectRoute] public static void H([|ConnectContext|] context) => Console.WriteLine(context.Origin);
            }
            """,
            "The parameter 'context' of 'Handlers.H' is a 'ConnectContext', the context of another kind of event. Use DisconnectContext."),
        new("WSS0306",
            """public static class Handlers { [WebSocketRoute("h")] public static void H([FromServices] [|int|] number) { } }""",
            "The parameter 'number' of 'Handlers.H' is 'int', which can't be a service. Use a registered class or interface."),
        new("WSS0306",
            """public sealed class Handlers([|string|] name) { [WebSocketRoute("h")] public string H() => name; }""",
            "The parameter 'name' of 'Handlers' is 'string', which can't be a service. Use a registered class or interface."),
        new("WSS0307",
            """public static class Handlers { [ConnectRoute] public static void H([FromQuery] [|Uri|] uri) { } }""",
            "The parameter 'uri' of 'Handlers.H' is 'System.Uri', which can't be parsed from text. "
            + "Use string, string[], an enum, or a type that implements IParsable."),
        new("WSS0308",
            """public static class Handlers { [WebSocketRoute("h")] public static void H([|byte[]|] image) { } }""",
            "The body 'image' of 'Handlers.H' is a byte[], which is read as base64 in a JSON string because API Gateway accepts no "
            + "binary frames. Use ReadOnlyMemory<byte> for the text as UTF-8, or a type with a byte[] member."),
        new("WSS0309",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H([[|FromKeyedServices|]("a")] IShop shop) { }
            }
            """,
            "The parameter 'shop' of 'Handlers.H' is a keyed service, which generated code can't resolve. "
            + "Register the service with its own type."),
        new("WSS0309",
            """
            public sealed class Handlers([[|FromKeyedServices|]("a")] IShop shop)
            {
                [WebSocketRoute("h")] public string H() => shop.ToString()!;
            }
            """,
            "The parameter 'shop' of 'Handlers' is a keyed service, which generated code can't resolve. "
            + "Register the service with its own type."),
    ];

    public static readonly RuleCase[] Correct =
    [
        new("WSS0301",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H(string body) => G(ref body);
                private static void G(ref string body) { }
            }
            """,
            ""),
        new("WSS0302",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")]
                public static void H(
                    Order order, IShop shop, [FromServices] Clock clock, [FromAuthorizer] string user, CancellationToken ct)
                {
                }
            }
            """,
            ""),
        new("WSS0303", """public static class Handlers { [ConnectRoute] public static void H([FromQuery] string room) { } }""", ""),
        new("WSS0304",
            """
            public static class Handlers
            {
                [ConnectRoute] public static void H([FromQuery] string room, [FromHeader] string host) { }
            }
            """,
            ""),
        new("WSS0305",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H(MessageContext context) { }
                [ConnectRoute] public static void C(ConnectContext context, EventContext any) { }
            }
            """,
            ""),
        new("WSS0306",
            """public sealed class Handlers(Clock clock) { [WebSocketRoute("h")] public string H() => clock.ToString()!; }""",
            ""),
        new("WSS0307",
            """
            public static class Handlers
            {
                [ConnectRoute]
                public static void H([FromQuery] Guid id, [FromQuery] string[] all, [FromQuery] DayOfWeek? day) { }
            }
            """,
            ""),
        new("WSS0308",
            """
            public sealed record Image(byte[] Data);
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H(Image image) { }
                [WebSocketRoute("g")] public static void G(ReadOnlyMemory<byte> text) { }
            }
            """,
            ""),
        new("WSS0309",
            """
            public sealed class Other([FromKeyedServices("a")] IShop shop)
            {
                public IShop Shop => shop;
            }
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H([FromServices] Other other) { }
            }
            """,
            ""),
    ];
}
