using WsScaffold.Analyzers.Tests.Support;

namespace WsScaffold.Analyzers.Tests.Cases;

internal static class RouteCases
{
    private static readonly string _long = new('k', 129);

    private static readonly string _many = string.Concat(Enumerable.Range(0, 300)
        .Select(n => $"[WebSocketRoute(\"r{n}\")] public static string R{n}(string body) => body;\n"));

    private static readonly string[] _validExpressions =
    [
        "$request.body.a.b",
        "$request.body[0]",
        "$request.body['a b']",
        "static",
        @"\\$request",
        "$request.body.a/$request.body.b",
        "${request.body}",
        "a${request.body.x y}",
    ];

    public static readonly RuleCase[] Mistakes =
    [
        new("WSS0001",
            """
            public static class B
            {
                [WebSocketRoute([|"a"|])] public static string H(string body) => body;
            }
            public static class A
            {
                [WebSocketRoute("a")] public static string H(string body) => body;
            }
            """,
            "'A.H' and 'B.H' both handle the route key 'a'. Give one of them another key."),
        new("WSS0001",
            """namespace N { public static class B { [[|DefaultRoute|]] public static string H(string body) => body; } }""",
            "'Api.Fine' and 'N.B.H' both handle the route key '$default'. Give one of them another key."),
        new("WSS0002",
            """public static class Handlers { [WebSocketRoute([|""|])] public static string SendMessage(string body) => body; }""",
            "The route key of 'Handlers.SendMessage' is empty, so no message can select it. Use the key that clients send.",
            """public static class Handlers { [WebSocketRoute("sendMessage")] public static string SendMessage(string body) => body; }"""),
        new("WSS0002",
            """public static class Handlers { [WebSocketRoute([|null!|])] public static string A(string body) => body; }""",
            "The route key of 'Handlers.A' is empty, so no message can select it. Use the key that clients send.",
            """public static class Handlers { [WebSocketRoute("a")] public static string A(string body) => body; }"""),
        new("WSS0003",
            """public static class Handlers { [WebSocketRoute([|"$conect"|])] public static void H() { } }""",
            "The route key '$conect' of 'Handlers.H' starts with '$', which API Gateway reserves. Use [ConnectRoute].",
            """public static class Handlers { [ConnectRoute] public static void H() { } }"""),
        new("WSS0003",
            """public static class Handlers { [WebSocketRoute([|"$disconnect"|])] public static void H() { } }""",
            "The route key '$disconnect' of 'Handlers.H' starts with '$', which API Gateway reserves. Use [DisconnectRoute].",
            """public static class Handlers { [DisconnectRoute] public static void H() { } }"""),
        new("WSS0003",
            """public static class Handlers { [WebSocketRoute([|"$price"|])] public static void H() { } }""",
            "The route key '$price' of 'Handlers.H' starts with '$', which API Gateway reserves. Choose another key.",
            """public static class Handlers { [WebSocketRoute("price")] public static void H() { } }"""),
        new("WSS0004",
            """public static class Handlers { [WebSocketRoute([|"a\ud83d"|])] public static void H() { } }""",
            "The route key of 'Handlers.H' contains half of a surrogate pair, which a message can't contain. Use complete characters."),
        new("WSS0005",
            $$"""public static class Handlers { [WebSocketRoute([|"{{_long}}"|])] public static void H() { } }""",
            "The route key of 'Handlers.H' has 129 characters, and API Gateway may reject a key longer than 128. Choose a shorter one."),
        new("WSS0006",
            """
            public static class Handlers
            {
                [WebSocketRoute("Join")] public static void A() { }
                [WebSocketRoute([|"join"|])] public static void B() { }
            }
            """,
            "The route keys 'Join' of 'Handlers.A' and 'join' of 'Handlers.B' differ only in case, and API Gateway is case-sensitive. "
            + "Choose keys that can't be confused."),
        new("WSS0007",
            $$"""
            [WebSocketApi] public sealed partial class [|Api|]
            {
                [DefaultRoute] public static string D(string body) => body;
            {{_many}}
            }
            """,
            "'Api' has 301 routes, and the default quota of API Gateway is 300. Request a quota increase from AWS, or split the API.",
            Rest: ""),
        new("WSS0008",
            """
            [WebSocketApi]
            public sealed partial class [|Api|]
            {
                [WebSocketRoute("a")] public static string A(string body) => body;
            }
            """,
            "'Api' has no [DefaultRoute] handler, so a client whose message matches no route receives only 'Forbidden'. "
            + "Add a handler that explains the error.",
            """
            [WebSocketApi]
            public sealed partial class Api
            {
                [WebSocketRoute("a")] public static string A(string body) => body;

                [DefaultRoute]
                public static string UnknownRoute(string body) => throw new RouteException(404, "No route matches this message.");
            }
            """,
            Rest: ""),
        new("WSS0009",
            """
            [WebSocketApi(RouteSelectionExpression = "${request.body.service}/${request.body.action}")]
            public sealed partial class Api
            {
                [WebSocketRoute([|"join"|])] public static string A(string body) => body;
                [WebSocketRoute("chat/leave")] public static string B(string body) => body;
                [DefaultRoute] public static string D(string body) => body;
            }
            """,
            "The route selection expression '${request.body.service}/${request.body.action}' can never yield "
            + "the route key 'join' of 'Api.A'. Change the key or the expression.",
            Rest: ""),
        new("WSS0011",
            """[WebSocketApi(KeepAlive = [|"$ping"|])] public sealed partial class Api;""",
            "KeepAlive can't be '$ping', because the key starts with '$', which API Gateway reserves. Use a key that clients can send.",
            Rest: ""),
        new("WSS0011",
            """[WebSocketApi(KeepAlive = [|""|])] public sealed partial class Api;""",
            "KeepAlive can't be '', because the key is empty. Use a key that clients can send.",
            Rest: ""),
        new("WSS0012",
            """
            [WebSocketApi(KeepAlive = "ping")] public sealed partial class Api
            {
                [WebSocketRoute([|"ping"|])] public static string H(string body) => body;
                [DefaultRoute] public static string D(string body) => body;
            }
            """,
            "'Api.H' handles the route key 'ping', which KeepAlive already handles. Remove one of them.",
            Rest: ""),
        new("WSS0010",
            """[WebSocketApi(RouteSelectionExpression = [|"request.body.type$"|])] public sealed partial class Api;""",
            "The route selection expression 'request.body.type$' is not valid. "
            + "Use $request.body.name, or combine variables in braces with text: ${request.body.a}/${request.body.b}.",
            """[WebSocketApi(RouteSelectionExpression = "$request.body.type")] public sealed partial class Api;""",
            Rest: ""),
        new("WSS0010",
            """[WebSocketApi(RouteSelectionExpression = [|"$body.action"|])] public sealed partial class Api;""",
            "The route selection expression '$body.action' is not valid. "
            + "Use $request.body.name, or combine variables in braces with text: ${request.body.a}/${request.body.b}.",
            """[WebSocketApi(RouteSelectionExpression = "$request.body.action")] public sealed partial class Api;""",
            Rest: ""),
        new("WSS0010",
            """[WebSocketApi(RouteSelectionExpression = [|"${request.body.a"|])] public sealed partial class Api;""",
            "The route selection expression '${request.body.a' is not valid. "
            + "Use $request.body.name, or combine variables in braces with text: ${request.body.a}/${request.body.b}.",
            """[WebSocketApi(RouteSelectionExpression = "$request.body.a")] public sealed partial class Api;""",
            Rest: ""),
        new("WSS0010",
            """[WebSocketApi(RouteSelectionExpression = [|""|])] public sealed partial class Api;""",
            "The route selection expression '' is not valid. "
            + "Use $request.body.name, or combine variables in braces with text: ${request.body.a}/${request.body.b}.",
            """[WebSocketApi(RouteSelectionExpression = "$request.body.action")] public sealed partial class Api;""",
            Rest: ""),
    ];

    public static readonly RuleCase[] Correct =
    [
        new("WSS0001",
            """
            public static class B
            {
                [WebSocketRoute("a")] public static string H(string body) => body;
                [WebSocketRoute("b")] public static string G(string body) => body;
            }
            """,
            ""),
        new("WSS0001",
            """
            using R = WsScaffold.WebSocketRouteAttribute;
            public static partial class B
            {
                [R("a")] public static partial string H(string body);
                [System.Diagnostics.DebuggerStepThrough] public static partial string H(string body) => body;
            }
            """,
            ""),
        new("WSS0002", """public static class B { [WebSocketRoute(" ")] public static string H(string body) => body; }""", ""),
        new("WSS0003", """public static class B { [WebSocketRoute("connect$")] public static string H(string body) => body; }""", ""),
        new("WSS0004", """public static class B { [WebSocketRoute("\ud83d\ude00")] public static string H(string body) => body; }""", ""),
        new("WSS0005",
            $$"""public static class B { [WebSocketRoute("{{_long[1..]}}")] public static string H(string body) => body; }""",
            ""),
        new("WSS0006",
            """
            public static class B
            {
                [WebSocketRoute("join")] public static void H() { }
                [WebSocketRoute("joined")] public static void G() { }
            }
            """,
            ""),
        new("WSS0007",
            $$"""
            [WebSocketApi] public sealed partial class Api
            {
                [DefaultRoute] public static string D(string body) => body;
            {{_many.Replace("[WebSocketRoute(\"r0\")] ", "", StringComparison.Ordinal)}}
            }
            """,
            "", Rest: ""),
        new("WSS0008", """[WebSocketApi] public sealed partial class Api { [ConnectRoute] public static void A() { } }""", "", Rest: ""),
        new("WSS0009",
            """
            [WebSocketApi(RouteSelectionExpression = "${request.body.a}-${request.body.b}")] public sealed partial class Api
            {
                [WebSocketRoute("x-y")] public static void A() { }
                [WebSocketRoute("x-")] public static void B() { }
                [DefaultRoute] public static void C() { }
            }
            """,
            "", Rest: ""),
        new("WSS0011", """[WebSocketApi(KeepAlive = "ping")] public sealed partial class Api;""", "", Rest: ""),
        new("WSS0012",
            """
            [WebSocketApi(KeepAlive = "ping")] public sealed partial class Api
            {
                [WebSocketRoute("pong")] public static string H(string body) => body;
                [DefaultRoute] public static string D(string body) => body;
            }
            """,
            "", Rest: ""),
        .. _validExpressions.Select(expression => new RuleCase("WSS0010",
            $$"""[WebSocketApi(RouteSelectionExpression = "{{expression}}")] public sealed partial class Api;""",
            "", Rest: "")),
    ];
}
