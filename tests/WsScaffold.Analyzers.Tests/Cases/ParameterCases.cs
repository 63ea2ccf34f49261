namespace WsScaffold.Analyzers.Tests.Cases;

internal static class ParameterCases
{
    public static readonly RuleCase[] Mistakes =
    [
        new("WSS0301",
            """public static class Handlers { [WebSocketRoute("h")] public static void H([|ref|] string body) { } }""",
            "The parameter 'body' of 'Handlers.H' is ref, in or out. Take it by value.",
            """public static class Handlers { [WebSocketRoute("h")] public static void H(string body) { } }"""),
        new("WSS0301",
            """public sealed class Handlers { public Handlers([|in|] IDisposable one) { } [WebSocketRoute("h")] public void H() { } }""",
            "The parameter 'one' of 'Handlers' is ref, in or out. Take it by value.",
            """public sealed class Handlers { public Handlers(IDisposable one) { } [WebSocketRoute("h")] public void H() { } }"""),
        new("WSS0301",
            """public static class Handlers { [WebSocketRoute("h")] public static void H([|out|] string body) => body = ""; }""",
            "The parameter 'body' of 'Handlers.H' is ref, in or out. Take it by value."),
        new("WSS0302",
            """public static class Handlers { [WebSocketRoute("h")] public static void H(Order order, [|Clock|] clock) { } }""",
            "'Handlers.H' takes two bodies, 'order' and 'clock', and a message has one. Take one type that has both parts, and mark services with [FromServices].",
            """public static class Handlers { [WebSocketRoute("h")] public static void H(Order order, [FromServices] Clock clock) { } }"""),
        new("WSS0302",
            """public static class Handlers { [WebSocketRoute("h")] public static void H(string a, [|int[]|] b) { } }""",
            "'Handlers.H' takes two bodies, 'a' and 'b', and a message has one. Take one type that has both parts, and mark services with [FromServices]."),
        new("WSS0303",
            """public static class Handlers { [DisconnectRoute] public static void H([|Clock|] clock) { } }""",
            "The parameter 'clock' of 'Handlers.H' would be a body, and this event has none. Mark a service with [FromServices], and take a value of the handshake with [FromQuery] or [FromHeader] on $connect.",
            """public static class Handlers { [DisconnectRoute] public static void H([FromServices] Clock clock) { } }"""),
        new("WSS0303",
            """public static class Handlers { [ConnectRoute] public static void H([|string|] room) { } }""",
            "The parameter 'room' of 'Handlers.H' would be a body, and this event has none. Mark a service with [FromServices], and take a value of the handshake with [FromQuery] or [FromHeader] on $connect.",
            """public static class Handlers { [ConnectRoute] public static void H([FromQuery] string room) { } }"""),
        new("WSS0303",
            """public static class Handlers { [DisconnectRoute] public static void H([|string|] room) { } }""",
            "The parameter 'room' of 'Handlers.H' would be a body, and this event has none. Mark a service with [FromServices], and take a value of the handshake with [FromQuery] or [FromHeader] on $connect."),
        new("WSS0304",
            """
            public static class Handlers
            {
                [ConnectRoute] public static void Connect(ConnectContext context) { }
                [WebSocketRoute("h")] public static string H(string body, [[|FromQuery|]] string room) => body;
            }
            """,
            "The parameter 'room' of 'Handlers.H' comes from the handshake, which only a [ConnectRoute] handler sees. Take it there.",
            """
            public static class Handlers
            {
                [ConnectRoute] public static void Connect(ConnectContext context, [FromQuery] string room) { }
                [WebSocketRoute("h")] public static string H(string body) => body;
            }
            """),
        new("WSS0304",
            """public static class Handlers { [DisconnectRoute] public static void H([[|FromHeader|]] string host) { } }""",
            "The parameter 'host' of 'Handlers.H' comes from the handshake, which only a [ConnectRoute] handler sees. Take it there."),
        new("WSS0305",
            """public static class Handlers { [WebSocketRoute("h")] public static string H([|ConnectContext|] context) => context.ConnectionId; }""",
            "The parameter 'context' of 'Handlers.H' is 'ConnectContext', which this event is not. Take MessageContext.",
            """public static class Handlers { [WebSocketRoute("h")] public static string H(MessageContext context) => context.ConnectionId; }"""),
        new("WSS0305",
            """public static class Handlers { [DisconnectRoute] public static void H([|ConnectContext|] context) => Console.WriteLine(context.Origin); }""",
            "The parameter 'context' of 'Handlers.H' is 'ConnectContext', which this event is not. Take DisconnectContext."),
        new("WSS0306",
            """public static class Handlers { [WebSocketRoute("h")] public static void H([FromServices] [|int|] number) { } }""",
            "The parameter 'number' of 'Handlers.H' is 'int', which is no service. Take a class or an interface that is registered."),
        new("WSS0306",
            """public sealed class Handlers([|string|] name) { [WebSocketRoute("h")] public string H() => name; }""",
            "The parameter 'name' of 'Handlers' is 'string', which is no service. Take a class or an interface that is registered."),
        new("WSS0307",
            """public static class Handlers { [ConnectRoute] public static void H([FromQuery] [|Uri|] uri) { } }""",
            "The parameter 'uri' of 'Handlers.H' is 'System.Uri', which can't be made from a text. Take string, string[], an enum, or a type that is IParsable."),
        new("WSS0308",
            """public static class Handlers { [WebSocketRoute("h")] public static void H([|byte[]|] image) { } }""",
            "API Gateway closes a connection that sends a binary frame (1003), so the body 'image' of 'Handlers.H' is read as base64 in a JSON string. Take ReadOnlyMemory<byte> for the text as UTF-8, or a type that has the base64 as a member."),
        new("WSS0309",
            """public static class Handlers { [WebSocketRoute("h")] public static void H([[|FromKeyedServices|]("a")] IShop shop) { } }""",
            "The parameter 'shop' of 'Handlers.H' asks for a keyed service, which handlers can't be given. Register a type of its own for it."),
        new("WSS0309",
            """public sealed class Handlers([[|FromKeyedServices|]("a")] IShop shop) { [WebSocketRoute("h")] public string H() => shop.ToString()!; }""",
            "The parameter 'shop' of 'Handlers' asks for a keyed service, which handlers can't be given. Register a type of its own for it."),
    ];

    public static readonly RuleCase[] Correct =
    [
        new("WSS0301", """public static class Handlers { [WebSocketRoute("h")] public static void H(string body) => G(ref body); private static void G(ref string body) { } }""", ""),
        new("WSS0302", """public static class Handlers { [WebSocketRoute("h")] public static void H(Order order, IShop shop, [FromServices] Clock clock, [FromAuthorizer] string user, CancellationToken ct) { } }""", ""),
        new("WSS0303", """public static class Handlers { [ConnectRoute] public static void H([FromQuery] string room, IEnumerable<int>? none = null) { } }""".Replace(", IEnumerable<int>? none = null", "", StringComparison.Ordinal), ""),
        new("WSS0304", """public static class Handlers { [ConnectRoute] public static void H([FromQuery] string room, [FromHeader] string host) { } }""", ""),
        new("WSS0305", """public static class Handlers { [WebSocketRoute("h")] public static void H(MessageContext context) { } [ConnectRoute] public static void C(ConnectContext context, EventContext any) { } }""", ""),
        new("WSS0306", """public sealed class Handlers(Clock clock) { [WebSocketRoute("h")] public string H() => clock.ToString()!; }""", ""),
        new("WSS0307", """public static class Handlers { [ConnectRoute] public static void H([FromQuery] Guid id, [FromQuery] string[] all, [FromQuery] DayOfWeek? day) { } }""", ""),
        new("WSS0308", """public sealed record Image(byte[] Data); public static class Handlers { [WebSocketRoute("h")] public static void H(Image image) { } [WebSocketRoute("g")] public static void G(ReadOnlyMemory<byte> text) { } }""", ""),
        new("WSS0309", """public sealed class Other([FromKeyedServices("a")] IShop shop) { public IShop Shop => shop; } public static class Handlers { [WebSocketRoute("h")] public static void H([FromServices] Other other) { } }""", ""),
    ];
}
