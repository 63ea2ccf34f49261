using WsScaffold.Analyzers.Tests.Support;

namespace WsScaffold.Analyzers.Tests.Cases;

internal static class ApiClassCases
{
    public static readonly RuleCase[] Mistakes =
    [
        new("WSS0101",
            """
            /// <summary>Greets.</summary>
            public sealed class Api
            {
                [[|DefaultRoute|]] public static string F(string body) => body;
                [WebSocketRoute("a")] public static string G(string body) => body;
            }
            """,
            "'Api.F' handles a route, but no class in the project is tagged [WebSocketApi]. Tag the partial class that is the API.",
            """
            /// <summary>Greets.</summary>
            [WebSocketApi]
            public sealed partial class Api
            {
                [DefaultRoute] public static string F(string body) => body;
                [WebSocketRoute("a")] public static string G(string body) => body;
            }
            """,
            Rest: ""),
        new("WSS0101",
            """public class Api { public class Inner { [[|ConnectRoute|]] public static void H() { } } }""",
            "'Inner.H' handles a route, but no class in the project is tagged [WebSocketApi]. Tag the partial class that is the API.",
            Rest: ""),
        new("WSS0102",
            """[[|WebSocketApi|]] public sealed partial class Shop;""",
            "'Api' and 'Shop' are both tagged [WebSocketApi], but a project can have only one API. Move one of them to its own project."),
        new("WSS0103",
            """[WebSocketApi] public class [|Api|] { [DefaultRoute] public static string H(string body) => body; }""",
            "'Api' is not partial, so generated code can't extend it. Add 'partial'.",
            """[WebSocketApi] public partial class Api { [DefaultRoute] public static string H(string body) => body; }""",
            Rest: ""),
        new("WSS0103",
            """public class [|Outer|] { [WebSocketApi] public sealed partial class Inner { } }""",
            "'Outer' is not partial, so generated code can't extend it. Add 'partial'.",
            """public partial class Outer { [WebSocketApi] public sealed partial class Inner { } }""",
            Rest: "", Starts: "Outer.Inner"),
        new("WSS0104",
            """[WebSocketApi] public static partial class [|Routes|] { [DefaultRoute] public static string H(string body) => body; }""",
            "'Routes' can't be the API because it is static. Remove 'static'; its handlers can stay static.",
            """[WebSocketApi] public sealed partial class Routes { [DefaultRoute] public static string H(string body) => body; }""",
            Rest: "", Starts: null),
        new("WSS0105",
            """public partial class Outer<T> { [WebSocketApi] public sealed partial class [|Inner|] { } }""",
            "'Outer<T>.Inner' can't be the API because it, or a type that contains it, is generic. Use a class without type parameters.",
            Rest: "", Starts: null),
        new("WSS0107",
            """[WebSocketApi(JsonContext = [|typeof(Order)|])] public sealed partial class Api;""",
            "'Api' has an invalid JSON option: generated code can't use the JsonContext 'Order'. "
            + "Use a public or internal class that derives from JsonSerializerContext.",
            Rest: ""),
        new("WSS0107",
            """
            [WebSocketApi(JsonDefaultIgnoreCondition = [|System.Text.Json.Serialization.JsonIgnoreCondition.Always|])]
            public sealed partial class Api;
            """,
            "'Api' has an invalid JSON option: JsonDefaultIgnoreCondition is Always, so no member would ever be sent. "
            + "Mark individual members [JsonIgnore] instead.",
            Rest: ""),
        new("WSS0107",
            """
            [WebSocketApi(JsonNamingPolicy = [|(System.Text.Json.Serialization.JsonKnownNamingPolicy)9|])]
            public sealed partial class Api;
            """,
            "'Api' has an invalid JSON option: JsonNamingPolicy is not a policy of System.Text.Json. Use a value of JsonKnownNamingPolicy.",
            Rest: ""),
        new("WSS0106",
            """[WebSocketApi] file sealed partial class [|Hidden|] { }""",
            "'Hidden' can't be the API because it is file-local. Make it public or internal.",
            """[WebSocketApi] internal sealed partial class Hidden { }""",
            Rest: "", Starts: null),
    ];

    public static readonly RuleCase[] Correct =
    [
        new("WSS0101",
            """
            [WebSocketApi] public partial class Api { }
            public static class Handlers
            {
                [DefaultRoute] public static string H(string body) => body;
            }
            """,
            "", Rest: ""),
        new("WSS0102",
            """
            [WebSocketApi] public partial class Api
            {
                [DefaultRoute] public static string H(string body) => body;
            }
            public partial class Api { }
            """,
            "", Rest: ""),
        new("WSS0103", """[WebSocketApi] public partial record Api { }""", "", Rest: ""),
        new("WSS0104",
            """[WebSocketApi] public abstract partial class Api { [DefaultRoute] public static string H(string body) => body; }""",
            "", Rest: ""),
        new("WSS0105", """public class Base<T>; [WebSocketApi] public partial class Api : Base<int>;""", "", Rest: ""),
        new("WSS0107",
            """
            [WebSocketApi(JsonNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.SnakeCaseLower)]
            public sealed partial class Api;
            """,
            "", Rest: ""),
        new("WSS0106", """file class Other; [WebSocketApi] public partial class Api;""", "", Rest: ""),
    ];
}
