using WsScaffold.Analyzers.Tests.Support;

namespace WsScaffold.Analyzers.Tests.Cases;

internal static class HandlerCases
{
    public static readonly RuleCase[] Mistakes =
    [
        new("WSS0201",
            """public static class Handlers { [WebSocketRoute("h")] public static void [|H|]<T>(T body) { } }""",
            "'Handlers.H' can't handle a route because it is generic. Use concrete types."),
        new("WSS0202",
            """public abstract class Handlers { [WebSocketRoute("h")] public abstract void [|H|](string body); }""",
            "'Handlers.H' can't handle a route because it is abstract. Tag the method that implements it."),
        new("WSS0203",
            """
            public sealed class Handlers
            {
                [WebSocketRoute("h")] public async [|void|] H(string body) { await Task.Yield(); }
            }
            """,
            "'Handlers.H' can't handle a route because it is async void: Lambda freezes the function before the method completes. "
            + "Return Task.",
            """
            public sealed class Handlers
            {
                [WebSocketRoute("h")] public async Task H(string body) { await Task.Yield(); }
            }
            """),
        new("WSS0204",
            """
            public sealed class Handlers
            {
                [WebSocketRoute("h")] public [|ref readonly int|] H() => ref _n;
                private readonly int _n = 1;
            }
            """,
            "'Handlers.H' can't handle a route because it returns by reference. Return by value.",
            """
            public sealed class Handlers
            {
                [WebSocketRoute("h")] public int H() => _n;
                private readonly int _n = 1;
            }
            """),
        new("WSS0204",
            """public sealed class Handlers { private int _n = 1; [WebSocketRoute("h")] public [|ref int|] H() { return ref _n; } }""",
            "'Handlers.H' can't handle a route because it returns by reference. Return by value.",
            """public sealed class Handlers { private int _n = 1; [WebSocketRoute("h")] public int H() { return _n; } }"""),
        new("WSS0205",
            """public sealed class Handlers { [WebSocketRoute("h")] private void [|H|](string body) { } }""",
            "'Handlers.H' can't handle a route because generated code can't access 'H'. Make 'H' public or internal, and not file-local.",
            """public sealed class Handlers { [WebSocketRoute("h")] internal void H(string body) { } }"""),
        new("WSS0205",
            """file sealed class [|Handlers|] { [WebSocketRoute("h")] public void H(string body) { } }""",
            "'Handlers.H' can't handle a route because generated code can't access 'Handlers'. "
            + "Make 'Handlers' public or internal, and not file-local.",
            """internal sealed class Handlers { [WebSocketRoute("h")] public void H(string body) { } }"""),
        new("WSS0205",
            """
            public static class Outer
            {
                private static class [|Handlers|] { [WebSocketRoute("h")] public static void H(string body) { } }
            }
            """,
            "'Handlers.H' can't handle a route because generated code can't access 'Handlers'. "
            + "Make 'Handlers' public or internal, and not file-local.",
            """
            public static class Outer
            {
                internal static class Handlers { [WebSocketRoute("h")] public static void H(string body) { } }
            }
            """),
        new("WSS0206",
            """public static class [|Handlers|]<T> { [WebSocketRoute("h")] public static void H(string body) { } }""",
            "'Handlers.H' can't handle a route because its class is generic. Move it to a class without type parameters."),
        new("WSS0207",
            """
            public static class Handlers
            {
                [WebSocketRoute("h"), [|ConnectRoute|]] public static void H(MessageContext context) { }
            }
            """,
            "'Handlers.H' is tagged for several kinds of event, but its parameters or its response fit only some of them. "
            + "Write one method for each kind."),
        new("WSS0208",
            """
            public static class Outer
            {
                public static string M()
                {
                    return Local("x");
                    [[|WebSocketRoute|]("h")] static string Local(string body) => body;
                }
            }
            """,
            "[WebSocketRoute] is on a local function, lambda or accessor, which can't be a handler. Tag a method of a class."),
        new("WSS0209",
            """
            public abstract class [|Handlers|]
            {
                [WebSocketRoute("a")] public void A() { }
                [WebSocketRoute("b")] public void B() { }
            }
            """,
            "'Handlers' can't be created for an event. Make it a public or internal class that is neither abstract nor generic."),
        new("WSS0209",
            """
            public static class Handlers
            {
                [WebSocketRoute("a"), RouteFilter<Broken>] public static void A() { }
            }
            public abstract class [|Broken|] : IRouteFilter
            {
                public abstract ValueTask InvokeAsync(EventContext context, RouteHandler next);
            }
            """,
            "'Broken' can't be created for an event. Make it a public or internal class that is neither abstract nor generic."),
        new("WSS0210",
            """
            public sealed class [|Handlers|]
            {
                public Handlers() { }
                internal Handlers(IDisposable one) { }
                [WebSocketRoute("a")] public void A() { }
                [WebSocketRoute("b")] public void B() { }
            }
            """,
            "'Handlers' can't be created for an event because it has 2 accessible constructors. "
            + "Leave exactly one, whose parameters are services."),
        new("WSS0211",
            """
            public sealed class Handlers
            {
                public required string [|Name|] { get; init; }
                [WebSocketRoute("a")] public string A() => Name;
            }
            """,
            "'Handlers' can't be created for an event because nothing sets its required member 'Name'. "
            + "Use a constructor parameter instead."),
        new("WSS0212",
            """public static class Handlers { [WebSocketRoute("a", [|OneWay = true|])] public static string A() => ""; }""",
            "'Handlers.A' is OneWay but returns a response. Remove OneWay, or return nothing.",
            """public static class Handlers { [WebSocketRoute("a")] public static string A() => ""; }"""),
        new("WSS0212",
            """[WebSocketApi] public sealed partial class Api { [DefaultRoute([|OneWay = true|])] public static string A() => ""; }""",
            "'Api.A' is OneWay but returns a response. Remove OneWay, or return nothing.",
            """[WebSocketApi] public sealed partial class Api { [DefaultRoute] public static string A() => ""; }""",
            Rest: ""),
        new("WSS0213",
            """public static class Handlers { [WebSocketRoute("h"), Obsolete("Gone.", true)] public static void [|H|](string body) { } }""",
            "'Handlers.H(string)' is [Obsolete] with error: true, so generated code can't call it. Make it a warning."),
        new("WSS0801",
            """
            [[|LambdaFunction|]("images", TimeoutSeconds = 60)] public static class Handlers
            {
                [WebSocketRoute("h")] public static void H(string body) { }
            }
            """,
            "The [LambdaFunction] of 'Handlers' has a timeout of 60 seconds. Use 1 to 29: API Gateway doesn't wait longer."),
        new("WSS0802",
            """
            [LambdaFunction("images", MemorySize = 512)] public static class A
            {
                [WebSocketRoute("a")] public static void H(string body) { }
            }
            [[|LambdaFunction|]("images", MemorySize = 1024)] public static class B
            {
                [WebSocketRoute("b")] public static void H(string body) { }
            }
            """,
            "[LambdaFunction(\"images\")] has different settings in different places. "
            + "Set them on one class, and only the name on the others."),
        new("WSS0802",
            """
            [LambdaFunction("images", MemorySize = 512)] public static class A
            {
                [WebSocketRoute("a")] public static void H(string body) { }
            }
            [[|LambdaFunction|]("images", MemorySize = 1024)] public static class B
            {
                [Authorizer] public static Authorization H() => Authorization.Deny();
            }
            """,
            "[LambdaFunction(\"images\")] has different settings in different places. "
            + "Set them on one class, and only the name on the others."),
    ];

    public static readonly RuleCase[] Correct =
    [
        new("WSS0213",
            """public static class Handlers { [WebSocketRoute("h"), Obsolete("Going.")] public static void H(string body) { } }""",
            ""),
        new("WSS0801",
            """
            [LambdaFunction("images", TimeoutSeconds = 29)] public static class Handlers
            {
                [WebSocketRoute("h")] public static void H(string body) { }
            }
            """,
            ""),
        new("WSS0802",
            """
            [LambdaFunction("images", MemorySize = 512)] public static class A
            {
                [WebSocketRoute("a")] public static void H(string body) { }
            }
            [LambdaFunction("images")] public static class B
            {
                [WebSocketRoute("b")] public static void H(string body) { }
            }
            """,
            ""),
        new("WSS0802",
            """
            [LambdaFunction("images", MemorySize = 512)] public static class A
            {
                [WebSocketRoute("a")] public static void H(string body) { }
            }
            [LambdaFunction("images")] public static class B
            {
                [Authorizer] public static Authorization H() => Authorization.Deny();
            }
            """,
            ""),
        new("WSS0201",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H(List<int> body) { }
                public static void G<T>() { }
            }
            """,
            ""),
        new("WSS0202",
            """
            public abstract class Base
            {
                public abstract void H(string body);
            }
            public class Handlers : Base
            {
                [WebSocketRoute("h")] public override void H(string body) { }
            }
            """,
            ""),
        new("WSS0203",
            """
            public class Handlers
            {
                [WebSocketRoute("h")] public async Task H(string body) { await Task.Yield(); }
                private static async void G() { await Task.Yield(); }
                public void Use() => G();
            }
            """,
            ""),
        new("WSS0204",
            """
            public class Handlers
            {
                private int _n;
                public ref int G() => ref _n;
                [WebSocketRoute("h")] public int H(string body) => G();
            }
            """,
            ""),
        new("WSS0205",
            """
            internal class Handlers
            {
                [WebSocketRoute("h")] internal string H(string body) => body;
                [WebSocketRoute("g")] protected internal string G(string body) => body;
            }
            """,
            ""),
        new("WSS0206",
            """
            public class Base<T>;
            public class Handlers : Base<int>
            {
                [WebSocketRoute("h")] public string H(string body) => body;
            }
            """,
            ""),
        new("WSS0207",
            """
            public static class Handlers
            {
                [WebSocketRoute("h"), ConnectRoute, DisconnectRoute] public static void H(EventContext context) { }
            }
            """,
            ""),
        new("WSS0208",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static string H(string body)
                {
                    return Local(body);
                    [System.Diagnostics.DebuggerStepThrough] static string Local(string text) => text;
                }
            }
            """,
            ""),
        new("WSS0209", """public abstract class Handlers { [WebSocketRoute("h")] public static string H(string body) => body; }""", ""),
        new("WSS0210",
            """
            public class Handlers
            {
                private Handlers(int n) { }
                public Handlers() : this(1) { }
                [WebSocketRoute("h")] public string H(string body) => body;
            }
            """,
            ""),
        new("WSS0211",
            """
            public class Handlers
            {
                public required string Name { get; init; }
                [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Handlers() => Name = "";
                [WebSocketRoute("h")] public string H() => Name;
            }
            """,
            ""),
        new("WSS0212",
            """
            public class Handlers
            {
                [WebSocketRoute("h", OneWay = true)] public void H(string body) { }
                [WebSocketRoute("g", OneWay = false)] public string G() => "";
            }
            """,
            ""),
    ];
}
