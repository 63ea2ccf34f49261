using System.Collections;
using System.Reflection;
using CsCheck;
using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Pipeline;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>An edit recomputes only what depends on it, with the same result as a full run.</summary>
public sealed class IncrementalityTests
{
    private static readonly Dictionary<string, string> _files = new()
    {
        ["Api.cs"] = """
            namespace Shop;

            [WebSocketApi, RouteFilter<Filter>]
            public sealed partial class Api(IClients<IClient> clients)
            {
                [ConnectRoute]
                public ConnectResult Connect([FromQuery] int page = 1) => default;

                [WebSocketRoute("order")]
                public async Task<Receipt> Order(Order order)
                {
                    await clients.Connection("x").Ordered(new(order.Id));
                    return new(order.Id, null);
                }
            }
            """,
        ["Others.cs"] = """
            namespace Shop;

            public static class Others
            {
                [WebSocketRoute("ping")]
                public static string Ping(string body) => body;

                [WebSocketRoute("point")]
                public static Point Point(Point point) => point;
            }
            """,
        ["Order.cs"] = "namespace Shop; public sealed record Order(int Id, string? Note = null);",
        ["Receipt.cs"] = "namespace Shop; public sealed record Receipt(int Id, Point? Where);",
        ["Point.cs"] = "namespace Shop; public class Point { public int X { get; set; } }",
        ["Client.cs"] = "namespace Shop; public interface IClient { ValueTask Ordered(Push push); }",
        ["Push.cs"] = "namespace Shop; public sealed record Push(int Id);",
        ["Filter.cs"] = """
            namespace Shop;

            public sealed class Filter : IRouteFilter
            {
                public ValueTask InvokeAsync(EventContext context, RouteHandler next) => next();
            }
            """,
        ["Unrelated.cs"] = "namespace Shop; public sealed class Unrelated { public int N; }",
    };

    public static TheoryData<string, string, string> UnrelatedEdits => new()
    {
        { "Unrelated.cs", "public int N;", "public string? Text;" },
        { "Unrelated.cs", "public int N;", "public int N; //" },
        { "Unrelated.cs", "public int N;", "public int N" },
        { "Api.cs", "return new(order.Id, null);", "return new(order.Id + 1, null);" },
        { "Api.cs", "namespace Shop;", "// A comment.\n\nnamespace Shop;" },
        { "Api.cs", "[WebSocketRoute(\"order\")]\n", "// A comment.\n    private int Count => 1;\n\n    [WebSocketRoute(\"order\")]\n" },
        { "Api.cs", "Order order)", "Order   order )" },
        { "Api.cs", "await clients", "if (order.Id > 0) await clients" },
        { "Others.cs", "public static string Ping(string body) => body;", "public static string Ping(string body) => body + body;" },
        { "Filter.cs", "=> next();", "{ return next(); }" },
        { "Push.cs", "Push(int Id);", "Push(int Id) { public int Twice() => Id * 2; private int _hidden = Id; }" },
        { "Order.cs", "namespace Shop;", "namespace Shop; // Edited.\n" },
    };

    [Theory]
    [MemberData(nameof(UnrelatedEdits))]
    public void An_unrelated_edit_changes_no_step(string file, string from, string to)
    {
        var project = new LiveProject(_files);
        var before = project.Sources;

        project.Edit(file, from, to);

        Assert.Empty(project.ChangedSteps());
        var outputs = project.Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs);
        Assert.All(outputs, output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.Equal(before, project.Sources);
    }

    [Fact]
    public void Moving_a_handler_does_not_change_the_output()
    {
        const string Ping = "    [WebSocketRoute(\"ping\")]\n    public static string Ping(string body) => body;\n";
        var others = _files["Others.cs"].Replace("static class", "static partial class", StringComparison.Ordinal);
        var project = new LiveProject(new Dictionary<string, string>(_files) { ["Others.cs"] = others });
        var before = project.Sources;

        project.Edit("Others.cs", others.Replace(Ping, "", StringComparison.Ordinal).TrimEnd('}') + Ping + "}");
        Assert.Subset(new HashSet<string> { Steps.Handlers }, project.ChangedSteps().ToHashSet());
        Assert.Equal(before, project.Sources);

        project.Edit("Others.cs", Ping, "");
        project.Edit("Unrelated.cs", $"namespace Shop; public static partial class Others\n{{\n{Ping}}}");
        Assert.Equal(before, project.Sources);
    }

    [Theory]

    // The members of a message affect only the contracts.
    [InlineData("Order.cs", "string? Note = null", "string? Remark = null", "Handlers Contracts")]
    [InlineData("Point.cs", "class Point", "struct Point", "Handlers Contracts")]
    [InlineData("Point.cs", "int X", "long X", "Handlers Contracts")]
    [InlineData("Push.cs", "int Id", "int Number", "Handlers Contracts")]

    // The signature of a handler affects the dispatch.
    [InlineData("Api.cs", "int page = 1", "int page = 2", "Handlers Routes Table")]
    [InlineData("Api.cs", "\"order\"", "\"buy\"", "Handlers Routes Facts Table")]
    [InlineData(
        "Others.cs",
        "public static class Others",
        """[LambdaFunction("others")] public static class Others""",
        "Handlers Routes Facts Table")]
    [InlineData("Api.cs", "Order(Order order)", "Order(Push order)", "Handlers Routes Contracts Table")]
    [InlineData("Api.cs", "[WebSocketApi, RouteFilter<Filter>]", "[WebSocketApi]", "Api Routes Table")]
    [InlineData("Api.cs", "[WebSocketApi, ", "[WebSocketApi(Envelope = Envelope.None), ", "Api Routes Table")]
    [InlineData("Client.cs", "Ordered", "Bought", "Handlers Routes Table")]

    // The JSON options of the API affect the contracts; validation attributes also affect the dispatch.
    [InlineData("Api.cs", "[WebSocketApi, ", "[WebSocketApi(JsonEnumStyle = JsonEnumStyle.Numbers), ", "Api Contracts")]
    [InlineData(
        "Point.cs", "public int X", "[System.ComponentModel.DataAnnotations.Range(0, 1)] public int X", "Handlers Routes Validation Table")]
    public void An_edit_changes_the_steps_that_depend_on_it(string file, string from, string to, string steps)
    {
        var project = new LiveProject(_files);

        project.Edit(file, from, to);

        Assert.Equal(steps.Split(' '), project.ChangedSteps());
        Assert.Equal(project.FreshSources, project.Sources);
    }

    [Fact]
    public void After_each_edit_the_output_equals_that_of_a_fresh_run()
    {
        var project = new LiveProject(_files);
        var seen = new HashSet<string>();
        foreach (var (file, from, to) in Script)
        {
            if (from is null)
            {
                project.Edit(file, to);
            }
            else
            {
                project.Edit(file, from, to!);
            }

            Assert.Equal(project.FreshSources, project.Sources);
            seen.Add(string.Concat(project.Sources.Values));
        }

        // The script ends with the original files. In between, almost every edit changes the output.
        Assert.Equal(new LiveProject(_files).Sources, project.Sources);
        Assert.True(seen.Count > 20, $"{seen.Count}");
    }

    // In these cases, the body of a method affects a declaration.
    [Theory]
    [InlineData("=> body;", "{\n#nullable disable\n return body; }", "string Note(Point? point)")]
    [InlineData("=> body;", "{ return body; } }\npublic static class Second {", "string Note(Point? point)")]
    [InlineData(
        "=> body;",
        "{\n#if true\n return body; } [WebSocketRoute(\"more\")] public static string More(string body) { \n#endif\n return body; }",
        "")]
    [InlineData("=> body;", "=> body; public const string Key = \"ping\";", "")]
    [InlineData("=> body;", "=> body; public static readonly string Key = \"ping\";", "")]
    public void A_body_that_affects_a_declaration_updates_the_output(string from, string to, string other)
    {
        var project = new LiveProject(_files);
        const string Point = """[WebSocketRoute("point")]""";
        var added = $"""[WebSocketRoute("note")] public static {other} => "";""";
        project.Edit("Others.cs", Point, other.Length == 0 ? "[WebSocketRoute(Key)]" : $"{added}\n\n    {Point}");
        Assert.Equal(project.FreshSources, project.Sources);

        project.Edit("Others.cs", from, to);

        Assert.Equal(project.FreshSources, project.Sources);
    }

    [Fact]
    public void After_random_edits_the_output_equals_that_of_a_fresh_run()
    {
        string[] typed =
        [
            "{", "}", "(", ";", "\"", "//", "?", " int ", "=>", "\n#nullable disable\n", "\n#if false\n", "\n#endif\n", "static ",
            "[WebSocketRoute(\"x\")] ", "[Obsolete] ", "const int C = 1;", "{ get; }", "async ",
        ];
        Gen.Select(Gen.Int[0, _files.Count - 1], Gen.Int[0, 10_000], Gen.Int[0, 2 * typed.Length]).Array[8].Sample(
            edits =>
            {
                var project = new LiveProject(_files);
                var texts = new Dictionary<string, string>(_files);
                foreach (var (file, at, what) in edits)
                {
                    var name = _files.Keys.ElementAt(file);
                    var text = texts[name];
                    var place = at % (text.Length + 1);

                    // Half of the edits delete text.
                    texts[name] = what < typed.Length
                        ? text.Insert(place, typed[what])
                        : text.Remove(place, Math.Min(what - typed.Length, text.Length - place));
                    project.Edit(name, texts[name]);
                    Assert.Equal(project.FreshSources, project.Sources);
                }
            },
            iter: 40,
            threads: 1);
    }

    // The file, the text to replace (null: the whole file), and the replacement (null: the file is deleted).
    private static IEnumerable<(string File, string? From, string? To)> Script =>
    [
        ("Api.cs", "\"order\"", "\"buy\""),
        ("Api.cs", "> Order(", "> Buy("),
        ("Api.cs", "Order order", "Order? order"),
        ("Api.cs", "Order? order", "List<Order> order"),
        ("Api.cs", "List<Order> order", "Missing order"),
        ("Api.cs", "Missing order", "Order order"),
        ("Point.cs", "class Point", "struct Point"),
        ("Point.cs", "struct Point", "record struct Point"),
        ("Point.cs", "record struct Point", "enum Point"),
        ("Point.cs", null, null),
        ("Point.cs", null, "namespace Shop; public class Point { public string[] X { get; set; } = []; }"),
        ("Point.cs", "string[]", "int[]"),
        ("Point.cs", "int[] X", "Action[] X"),
        ("Others.cs", "    [WebSocketRoute(\"point\")]", "    //"),
        ("Others.cs", "    //", "    [WebSocketRoute(\"ping\")]"),
        (
            "Others.cs",
            "[WebSocketRoute(\"ping\")]\n    public static Point",
            "[WebSocketRoute(\"point\", OneWay = true)]\n    public static Point"),
        ("Others.cs", "(\"point\", OneWay = true)", "(\"point\""),
        ("Others.cs", "(\"point\"", "(\"point\")"),
        ("Others.cs", "string body) => body;", "string body => body;"),
        ("Others.cs", "string body => body;", "string body) => body;"),
        ("Others.cs", "public static string Ping", "private static string Ping"),
        ("Others.cs", "private static string Ping", "public static string Ping"),
        (
            "More.cs",
            null,
            """
            namespace Shop;

            public sealed class More(IClients<IClient> clients) : IDisposable
            {
                [DefaultRoute] public void Default() { _ = clients; }
                public void Dispose() { }
            }
            """),
        ("More.cs", " : IDisposable", ""),
        ("More.cs", null, null),
        ("Filter.cs", "sealed class Filter", "abstract class Filter"),
        ("Filter.cs", "abstract class Filter", "sealed class Filter(ILogger<Filter> logger)"),
        ("Filter.cs", null, _files["Filter.cs"]),
        ("Client.cs", "ValueTask Ordered", "ValueTask<SendSummary> Ordered"),
        ("Client.cs", "Ordered(Push push)", "Ordered(Push push); int Count { get; }"),
        ("Client.cs", null, _files["Client.cs"]),
        ("Order.cs", "string? Note", "string? Remark"),
        ("Order.cs", "string? Remark = null", "string Remark = \"\""),
        ("Push.cs", "int Id", "int Number"),
        ("Push.cs", "int Number", "int Id, Order? Order"),
        ("Push.cs", null, _files["Push.cs"]),
        ("Order.cs", "namespace Shop;", "namespace Other;"),
        ("Order.cs", null, _files["Order.cs"]),
        ("Api.cs", "WebSocketApi, ", ""),
        ("Api.cs", "[RouteFilter", "[WebSocketApi, RouteFilter"),
        ("Api.cs", "partial class Api(", "partial class Api2("),
        ("Api.cs", "partial class Api2(", "partial class Api("),
        (
            "Api.cs",
            "public ConnectResult",
            "public static void Configure(WebSocketAppBuilder builder) { }\n    [ConnectRoute]\n    public ConnectResult"),
        ("Api.cs", "[WebSocketApi, ", "[WebSocketApi(JsonContext = typeof(Own)), "),
        (
            "Own.cs",
            null,
            """
            using System.Text.Json.Serialization;

            namespace Shop;

            [JsonSerializable(typeof(Point))]
            public partial class Own : JsonSerializerContext;
            """),
        ("Own.cs", "typeof(Point)", "typeof(Receipt)"),
        ("Own.cs", null, null),
        ("Api.cs", "(JsonContext = typeof(Own))", ""),
        ("Zweites.cs", null, "[WebSocketApi] public partial class Second;"),
        ("Zweites.cs", null, null),
        ("Api.cs", null, _files["Api.cs"]),
        ("Others.cs", null, _files["Others.cs"]),
        ("Point.cs", null, _files["Point.cs"]),
    ];

    [Fact]
    public void Models_contain_no_objects_of_the_compiler()
    {
        var result = new LiveProject(_files).Result;
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);

        string[] steps =
        [
            Steps.Api, Steps.Handlers, Steps.Routes, Steps.Contracts, Steps.Validation, Steps.Table, Steps.Packages, Steps.Aws,
        ];
        var found = steps
            .SelectMany(name => result.TrackedSteps[name])
            .SelectMany(step => step.Outputs)
            .SelectMany(output => OfTheCompiler(output.Value, "", seen));

        Assert.Empty(found);

        // Without these, the walk would not have reached the models.
        Assert.Contains(seen, model => model.GetType().Name == "RouteModel");
        Assert.Contains(seen, model => model.GetType().Name == "MemberModel");
        Assert.Contains(seen, model => model.GetType().Name == "ClientMethodModel");
        Assert.Contains(seen, model => model.GetType().Name == "AwsPackages");
    }

    private static string[] OfTheCompiler(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return [];
        }

        if (value is Compilation or ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Location or SemanticModel or AttributeData)
        {
            return [$"{path}: {value.GetType()}"];
        }

        var parts = value is IEnumerable items
            ? items.Cast<object?>().Select(item => (Name: "[]", Value: item))
            : value.GetType()
                .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Select(field => (field.Name, Value: field.GetValue(value)));
        return [.. parts.SelectMany(part => OfTheCompiler(part.Value, $"{path}.{part.Name}", seen))];
    }
}
