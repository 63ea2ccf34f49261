using WsScaffold.Generator.Json;
using WsScaffold.Generator.Pipeline;
using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>A <c>JsonSerializerContext</c> of the project together with the generated contracts.</summary>
public sealed class OwnContextTests
{
    // The generator of System.Text.Json loses the initializer of an init member and ours keeps it, which shows where a contract comes from.
    private const string Source = """
        using System.Text.Json.Serialization;

        [JsonSerializable(typeof(Mine)), JsonSerializable(typeof(List<Mine>))]
        public partial class MyContext : JsonSerializerContext;

        [WebSocketApi(Envelope = Envelope.None, JsonContext = typeof(MyContext))]
        public sealed partial class Api
        {
            [WebSocketRoute("mine")] public static Mine A(Mine body) => body;
            [WebSocketRoute("ours")] public static Ours B(Ours body) => body;
            [WebSocketRoute("both")]
            public static List<Mine> C(Dictionary<string, Ours> body) => body.Values.Select(one => one.Mine!).ToList();
        }

        public sealed class Mine { public int N { get; init; } = 5; public Level Level { get; set; } public Ours? Ours { get; set; } }
        public sealed class Ours
        {
            public int N { get; init; } = 5;
            public Level Level { get; set; }
            public Mine? Mine { get; set; }
            public List<Mine>? Many { get; set; }
        }
        public enum Level { Low, VeryHigh }
        """;

    [Theory]
    [InlineData("mine", "{}", """{"n":0,"level":"low","ours":null}""")]
    [InlineData("ours", "{}", """{"n":5,"level":"low","mine":null,"many":null}""")]
    [InlineData(
        "mine",
        """{"ours":{"mine":{"ours":{}}}}""",
        """{"n":0,"level":"low","ours":{"n":5,"level":"low","mine":{"n":0,"level":"low","ours":{"n":"""
        + """5,"level":"low","mine":null,"many":null}},"many":null}}""")]
    [InlineData(
        "ours",
        """{"level":"veryHigh","many":[{"level":"veryHigh","n":1}]}""",
        """{"n":5,"level":"veryHigh","mine":null,"many":[{"n":1,"level":"veryHigh","ours":null}]}""")]
    [InlineData("both", """{"a":{"mine":{}}}""", """[{"n":0,"level":"low","ours":null}]""")]
    public async Task The_context_provides_its_listed_types_and_the_others_are_generated(string route, string body, string response)
    {
        await using var app = GeneratedApp.WithOwnContext(Source);

        Assert.Equal(response, await app.AskAsync(route, body));
    }

    // Therefore it is an error at compile time (WSS0619).
    [Fact]
    public async Task A_context_for_serialization_only_fails_at_run_time()
    {
        await using var app = GeneratedApp.WithOwnContext("""
            using System.Text.Json.Serialization;
            [JsonSerializable(typeof(Mine), GenerationMode = JsonSourceGenerationMode.Serialization)]
            public partial class MyContext : JsonSerializerContext;
            [WebSocketApi(Envelope = Envelope.None, JsonContext = typeof(MyContext))]
            public sealed partial class Api
            {
                [WebSocketRoute("read")] public static string A(Mine body) => body.N.ToString();
                [WebSocketRoute("write")] public static Mine B(string body) => new() { N = body.Length };
            }
            public sealed class Mine { public int N { get; set; } }
            """);

        Assert.IsAssignableFrom<InvalidOperationException>(await Record.ExceptionAsync(() => app.AskAsync("write", "a")));
        Assert.StartsWith("""{"message":"Bad request body""", await app.AskAsync("read", """{"n":1}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_a_body_are_found_in_both_kinds_of_types()
    {
        await using var app = GeneratedApp.WithOwnContext(Source);

        Assert.EndsWith(
            "\"errors\":"
                + """[{"path":"$.n","message":"expected a number"},"""
                + """{"path":"$.ours.level","message":"expected one of: low, veryHigh"},"""
                + """{"path":"$.ours.mine.level","message":"expected one of: low, veryHigh"}]}""",
            await app.AskAsync("mine", """{"n":"x","ours":{"level":"x","mine":{"level":1}}}"""),
            StringComparison.Ordinal);
    }

    // The listed types refer to each other in many cycles.
    [Fact]
    public async Task Listed_types_can_refer_to_each_other()
    {
        const int Count = 24;
        var names = Enumerable.Range(0, Count).Select(n => $"T{n}").ToArray();
        var types = names.Select((name, n) =>
        {
            var next = Enumerable.Range(n + 1, 3).Select(other => $$"""public T{{other % Count}}? P{{other}} { get; set; } """);
            return $$"""
                public sealed class {{name}} { {{string.Concat(next)}} public E{{n}} E { get; set; } }
                public enum E{{n}};

                """;
        });
        var stop = TestContext.Current.CancellationToken;

        var closure = await Task.Run(() => Closure("T0", names, string.Concat(types)), stop).WaitAsync(TimeSpan.FromSeconds(30), stop);

        Assert.Equal(
            names.Concat(names.Select((_, n) => $"E{n}")).Order(StringComparer.Ordinal),
            closure.Select(contract => contract.Split(' ')[1]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("A", "EnumContract E, OwnContract A, OwnContract B, OwnContract C, ScalarContract int")]
    [InlineData("B", "EnumContract E, OwnContract A, OwnContract B, OwnContract C, ScalarContract int")]
    [InlineData("C", "OwnContract C")]
    [InlineData("Outer", "EnumContract E, ObjectContract Outer, OwnContract A, OwnContract B, OwnContract C, ScalarContract int")]
    [InlineData("OuterC", "ObjectContract OuterC, OwnContract C")]
    public void Types_reached_from_a_listed_type_are_generated_if_possible(string root, string contracts) =>
        Assert.Equal(contracts, string.Join(", ", Closure(root, ["A", "B", "C"], """
        public sealed class A { public B? B { get; set; } public C? C { get; set; } }
        public sealed class B { public A? A { get; set; } public C? C { get; set; } public E E { get; set; } public int N { get; set; } }
        public sealed class C { public B? B { get; set; } public System.Action? Can { get; set; } public string? Text { get; set; } }
        public enum E;
        public sealed class Outer { public A? A { get; set; } }
        public sealed class OuterC { public C? C { get; set; } }
        """)));

    private static IEnumerable<string> Closure(string root, string[] listed, string types) => TypeContractParser
        .Closure(
            GeneratedAssembly.Compile(types).GetTypeByMetadataName(root)!,
            TestContext.Current.CancellationToken,
            new ContractOptions(Own: new("global::Own", listed.Select(name => "global::" + name).ToEquatableArray())))
        .Select(contract => $"{contract.GetType().Name} {contract.TypeName.Replace("global::", "", StringComparison.Ordinal)}")
        .Order(StringComparer.Ordinal);

    // Restrictions of generated contracts do not apply to listed types. This context is written by hand.
    [Fact]
    public async Task A_context_can_list_types_that_cannot_be_generated()
    {
        await using var app = GeneratedApp.From("""
            using System.Text.Json.Serialization;
            using System.Text.Json.Serialization.Metadata;
            [WebSocketApi(Envelope = Envelope.None, JsonContext = typeof(MyContext))]
            public sealed partial class Api { [WebSocketRoute("a")] public static Holder A(Holder body) => body; }
            public sealed record Holder(Odd? Odd, int N);
            [OddConverter] public sealed record Odd(int N);
            public sealed class OddConverterAttribute : JsonConverterAttribute
            {
                public override JsonConverter CreateConverter(Type type) => new Converter();
            }
            public sealed class Converter : JsonConverter<Odd>
            {
                public override Odd Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetInt32() + 1);
                public override void Write(Utf8JsonWriter writer, Odd value, JsonSerializerOptions options) =>
                    writer.WriteNumberValue(value.N);
            }
            [JsonSerializable(typeof(Odd))]
            public sealed class MyContext() : JsonSerializerContext(null), IJsonTypeInfoResolver
            {
                public static MyContext Default { get; } = new();
                protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
                public override JsonTypeInfo? GetTypeInfo(Type type) => null;
                JsonTypeInfo? IJsonTypeInfoResolver.GetTypeInfo(Type type, JsonSerializerOptions options) =>
                    type == typeof(Odd) ? JsonMetadataServices.CreateValueInfo<Odd>(options, new Converter()) : null;
            }
            """);

        Assert.Equal("""{"odd":4,"n":1}""", await app.AskAsync("a", """{"odd":3,"n":1}"""));
    }
}
