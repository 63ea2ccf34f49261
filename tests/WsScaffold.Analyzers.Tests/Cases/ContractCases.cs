using WsScaffold.Analyzers.Tests.Support;

namespace WsScaffold.Analyzers.Tests.Cases;

internal static class ContractCases
{
    private static RuleCase Body(string rule, string type, string message) => new(
        rule, $$"""public static class Handlers { [WebSocketRoute("h")] public static void H([|{{type}}|] body) { } }""", message);

    public static readonly RuleCase[] Mistakes =
    [
        new("WSS0601",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H([|Thing|] body) { }
            }
            [System.Text.Json.Serialization.JsonDerivedType(typeof(Open<>), "open")] public class Thing;
            public class Open<T> : Thing;
            """,
            "'Thing' can't be used in a message: 'Open<>' is an open generic type. Specify its type arguments."),
        Member("WSS0602",
            """
            [System.Text.Json.Serialization.JsonInclude] private [|Hidden?|] Member { get; set; }
                private sealed record Hidden(int Id);
            """,
            "'Thing.Member' can't be used in a message: generated code can't access 'Thing.Hidden?'. "
            + "Make it public or internal, and not file-local.",
            """
            [System.Text.Json.Serialization.JsonInclude] private Hidden? Member { get; set; }
                internal sealed record Hidden(int Id);
            """),
        Body("WSS0603",
            "ReadOnlySpan<char>",
            "'ReadOnlySpan' can't be used in a message: 'System.ReadOnlySpan<char>' is a ref struct, which can't be stored. "
            + "Use a class, a record or an ordinary struct."),
        Member("WSS0604",
            "public unsafe [|int*|] Member { get; set; }",
            "'Thing.Member' can't be used in a message: 'int*' is a pointer. Use the value itself, or mark the member [JsonIgnore].",
            """
            [System.Text.Json.Serialization.JsonIgnore]
                public unsafe int* Member { get; set; }
            """),
        Member("WSS0605",
            "public [|Action?|] Member { get; set; }",
            "'Thing.Member' can't be used in a message: 'System.Action?' is a delegate, which is not data. "
            + "Use data, or mark the member [JsonIgnore].",
            """
            [System.Text.Json.Serialization.JsonIgnore]
                public Action? Member { get; set; }
            """),
        Body("WSS0605",
            "Action",
            "'Action' can't be used in a message: 'System.Action' is a delegate, which is not data. "
            + "Use data, or mark the member [JsonIgnore]."),
        new("WSS0605",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H(Basket body) { }
                [WebSocketRoute("g")] public static Task<Basket[]> G() => null!;
            }
            public sealed record Basket(List<Line> Lines);
            public sealed record Line([|Action|] Changed);
            """,
            "'Basket.Lines[].Changed' can't be used in a message: 'System.Action' is a delegate, which is not data. "
            + "Use data, or mark the member [JsonIgnore]."),
        new("WSS0605",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H(IClients<IPush> clients) { }
            }
            public interface IPush
            {
                ValueTask Pushed([|Action|] message);
            }
            """,
            "'Action' can't be used in a message: 'System.Action' is a delegate, which is not data. "
            + "Use data, or mark the member [JsonIgnore]."),
        new("WSS0606",
            """public static class Handlers { [WebSocketRoute("h")] public static [|int[,]|] H() => new int[1, 1]; }""",
            "'int[*,*]' can't be used in a message: 'int[*,*]' is a multidimensional array, which JSON can't represent. "
            + "Use an array of arrays."),
        new("WSS0607",
            """public static class Handlers { [WebSocketRoute("h")] public static [|IAsyncEnumerable<int>|] H() => null!; }""",
            "'IAsyncEnumerable' can't be used in a message: 'System.Collections.Generic.IAsyncEnumerable<int>' "
            + "is an asynchronous stream, but a message is sent as a whole. Use a list."),
        Member("WSS0608",
            "public [|Type?|] Member { get; set; }",
            "'Thing.Member' can't be used in a message: System.Text.Json doesn't support 'System.Type?'. "
            + "Use a type that holds data, or mark the member [JsonIgnore].",
            """
            [System.Text.Json.Serialization.JsonIgnore]
                public Type? Member { get; set; }
            """),
        Member("WSS0614",
            "public int A { get; set; } public int [|a|] { get; set; }",
            "'Thing.a' can't be used in a message: 'A' has the same name in JSON. Rename one of them with [JsonPropertyName]."),
        Member("WSS0615",
            "public Thing([|int|] number) => Id = number; public int Id { get; }",
            "'Thing.number' can't be used in a message: the constructor takes this 'int', but no member has the same name and type. "
            + "Match the name and type of a serialized member, or mark another constructor [JsonConstructor]."),
        Member("WSS0616",
            "[System.Text.Json.Serialization.JsonExtensionData] public [|string?|] Rest { get; set; }",
            "'Thing.Rest' can't be used in a message: this 'string' can't be [JsonExtensionData]. "
            + "Use only one such member, with the type Dictionary<string, JsonElement> or JsonObject."),
        new("WSS0617",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H([|Drawing|] body) { }
            }
            public sealed record Drawing(Shape Shape);
            public abstract record Shape;
            """,
            "'Drawing.Shape' can't be used in a message: 'Shape' can be sent but not received. "
            + "Use a type with one public constructor (or mark one [JsonConstructor]), "
            + "list the types that derive from an abstract type with [JsonDerivedType], "
            + "or mark the member [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)]."),
        Member("WSS0618",
            "[[|System.ComponentModel.DataAnnotations.MinLength|](1)] public int Amount { get; set; }",
            "'Thing.Amount' can't be validated: "
            + "[MinLength] needs reflection, doesn't fit the member's type, or names something that is not public. "
            + "Use another attribute, or implement IValidatableObject."),
        Body("WSS0610",
            "Dictionary<Order, int>",
            "'Dictionary[key]' can't be used in a message: 'Order' can't be the key of a JSON object. "
            + "Use a string, a number, an enum or a Guid."),
        new("WSS0613",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H(Node<int> body) { }
            }
            public sealed class Node<T>
            {
                public T? Value { get; set; }
                public [|Node<Node<T>>?|] Next { get; set; }
            }
            """,
            "'Node.Next' can't be used in a message: 'Node<T>' contains ever more deeply nested types. "
            + "Keep the same type arguments in the nested type."),
        new("WSS0611",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H(ByReference body) { }
            }
            public sealed class ByReference
            {
                public ByReference([|ref|] int x) => X = x;
                public int X { get; }
            }
            """,
            "'ByReference.x' can't be used in a message: the constructor takes this 'int' by reference. Pass it by value.",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static void H(ByReference body) { }
            }
            public sealed class ByReference
            {
                public ByReference(int x) => X = x;
                public int X { get; }
            }
            """),
        Context("WSS0619",
            "[JsonSerializable(typeof(Order), [|GenerationMode = JsonSourceGenerationMode.Serialization|])]",
            "'Own' generates only code that writes, which fails at run time with the options of 'Api'. Remove GenerationMode.",
            "[JsonSerializable(typeof(Order))]"),
        Context("WSS0619",
            "[JsonSourceGenerationOptions([|GenerationMode = JsonSourceGenerationMode.Serialization|]), JsonSerializable(typeof(Order))]",
            "'Own' generates only code that writes, which fails at run time with the options of 'Api'. Remove GenerationMode.",
            "[JsonSerializable(typeof(Order))]"),
        Context("WSS0620",
            """
            [JsonSourceGenerationOptions([|PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower|])]
            [JsonSerializable(typeof(Order))]
            """,
            "'Own' sets PropertyNamingPolicy, but its messages use the options of 'Api'. "
            + "Set JsonNamingPolicy on [WebSocketApi] to the same value, or remove it.",
            null),
        Context("WSS0620",
            "[JsonSourceGenerationOptions([|WriteIndented = true|]), JsonSerializable(typeof(Order))]",
            "'Own' sets WriteIndented, but its messages use the options of 'Api'. Remove it.",
            null),
        Context("WSS0620",
            "[JsonSourceGenerationOptions([|JsonSerializerDefaults.Web|]), JsonSerializable(typeof(Order))]",
            "'Own' sets JsonSerializerDefaults.Web, but its messages use the options of 'Api'. "
            + "Set JsonPropertyNameCaseInsensitive and JsonNumberHandling on [WebSocketApi], or remove it.",
            null),
        Context("WSS0621",
            "[JsonSerializable(typeof(List<Order>))]",
            "'Own' lists no type that the messages of 'Api' use, so it has no effect. "
            + "List the exact types that handlers and clients use, or remove JsonContext.",
            null,
            "[|typeof(Own)|]"),
        Member("WSS0612",
            """
            [System.Text.Json.Serialization.JsonConverter(typeof(Own))] public [|int|] Member { get; set; }
            public abstract class Own : System.Text.Json.Serialization.JsonConverter<int>;
            """,
            "'Thing.Member' can't be used in a message: the [JsonConverter] of 'int' can't be created. "
            + "Use a public or internal converter with a public parameterless constructor."),
        Member("WSS0622",
            "[[|System.Text.Json.Serialization.JsonRequired|]] public int Id { get; }",
            "'Thing.Id' can't be used in a message: it is required, but reading can't set it. "
            + "Add a setter or a constructor parameter, or make it optional."),
        new("WSS0622",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static Basket H() => new([]);
            }
            public sealed record Basket(List<Thing> Things);
            [[|System.Text.Json.Serialization.JsonPolymorphic|]] public class Thing;
            """,
            "'Basket.Things[]' can't be used in a message: [JsonPolymorphic] needs a [JsonDerivedType] for each derived type. Add them."),
    ];

    public static readonly RuleCase[] Correct =
    [
        new("WSS0601",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static Page<Order> H(Page<int> body) => new([]);
            }
            public sealed record Page<T>(List<T> Items);
            """,
            ""),
        Fine("WSS0602",
            """
            private Hidden Member => new(1);
            private sealed record Hidden(int Id);
            public override string ToString() => Member.ToString();
            """),
        Fine("WSS0603", "public ReadOnlyMemory<char> Member { get; set; } public ReadOnlySpan<char> Span() => Member.Span;"),
        Fine("WSS0604", "private readonly nint _handle = 1; public override string ToString() => _handle.ToString();"),
        Fine("WSS0605", "[System.Text.Json.Serialization.JsonIgnore] public Action? Member { get; set; }"),
        Fine("WSS0606", "public int[][] Member { get; set; } = [];"),
        Fine("WSS0607", "public IEnumerable<int> Member { get; set; } = [];"),
        Fine("WSS0608", "[System.Text.Json.Serialization.JsonIgnore] public Type? Member { get; set; }"),
        Fine("WSS0610",
            """
            public Dictionary<Guid, DayOfWeek> Member { get; set; } = [];
            public Dictionary<DayOfWeek, int> Other { get; set; } = [];
            """),
        Fine("WSS0613", "public Thing? Next { get; set; } public List<Dictionary<string, Thing[]>> Others { get; set; } = [];"),
        Fine("WSS0614", "public int A { get; set; } [System.Text.Json.Serialization.JsonPropertyName(\"b\")] public int a { get; set; }"),
        Fine("WSS0615", "public Thing(int id) => Id = id; public int Id { get; }"),
        Fine("WSS0616", "[System.Text.Json.Serialization.JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; set; }"),
        new("WSS0617",
            """
            public static class Handlers
            {
                [WebSocketRoute("h")] public static Drawing H(string body) => new(new Circle(body.Length));
            }
            public sealed record Drawing(Shape Shape);
            public abstract record Shape;
            public sealed record Circle(int Radius) : Shape;
            """,
            ""),
        Context("WSS0619", "[JsonSerializable(typeof(Order), GenerationMode = JsonSourceGenerationMode.Metadata)]", "", null),
        Context("WSS0620",
            """
            [JsonSourceGenerationOptions(
                PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
                GenerationMode = JsonSourceGenerationMode.Default,
                UseStringEnumConverter = true)]
            [JsonSerializable(typeof(Order))]
            """,
            "",
            null),
        Context("WSS0620",
            """
            [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
            [JsonSerializable(typeof(Order))]
            """,
            "",
            null,
            "typeof(Own), JsonNumberHandling = JsonNumberHandling.AllowReadingFromString, JsonPropertyNameCaseInsensitive = true"),
        Context("WSS0621", "[JsonSerializable(typeof(Order))]", "", null),
        new("WSS0621",
            InContext("[JsonSerializable(typeof(Order))]", "typeof(Own)")
                .Replace("partial class Api", "partial record Api", StringComparison.Ordinal),
            "", Rest: ""),
        Fine("WSS0611", "public void Change(ref int x) => x++;"),
        Fine("WSS0622",
            """
            [System.Text.Json.Serialization.JsonRequired] public int Id { get; init; }
            [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
            public int? Note { get; set; }
            """),
        Fine("WSS0618", "[System.ComponentModel.DataAnnotations.Range(1, 1000)] public int Amount { get; set; }"),
        Fine("WSS0612",
            "[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<DayOfWeek>))] "
            + "public DayOfWeek Member { get; set; }"),
    ];

    private static RuleCase Member(string rule, string member, string message, string? @fixed = null) => new(
        rule, InThing(member), message, @fixed is null ? null : InThing(@fixed));

    private static RuleCase Fine(string rule, string member) => new(rule, InThing(member), "");

    private static string InThing(string members) => $$"""
        public static class Handlers { [WebSocketRoute("h")] public static void H(Thing body) { } }
        public sealed class Thing
        {
            {{members}}
        }
        """;

    private static RuleCase Context(
        string rule, string attributes, string message, string? @fixed, string argument = "typeof(Own)") => new(
        rule,
        InContext(attributes, argument),
        message,
        @fixed is null ? null : InContext(@fixed, argument),
        "");

    private static string InContext(string attributes, string argument) => $$"""
        using System.Text.Json.Serialization;
        [WebSocketApi(JsonContext = {{argument}})] public sealed partial class Api
        {
            [DefaultRoute] public static string Fine(string body) => body;
            [WebSocketRoute("h")] public static void H(Order[] orders) { }
        }
        {{attributes}} public sealed partial class Own : JsonSerializerContext;
        """;
}
