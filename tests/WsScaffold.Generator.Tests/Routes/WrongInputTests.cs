using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>What can't be generated is one error that says whose it is and what to do; the rest of the API stays.</summary>
public sealed class WrongInputTests
{
    private const string Fine = """
        [WebSocketApi] public sealed partial class Api { [WebSocketRoute("fine")] public static string Fine(string body) => body; }
        """;

    [Theory]
    [InlineData("ping", "'Handlers.H' handles the route key 'ping', and so does KeepAlive: leave one of them out.")]
    [InlineData("", "KeepAlive can't be '': its route key is empty. Name the text that selects it.")]
    [InlineData("$ping", "KeepAlive can't be '$ping': its route key '$ping' starts with '$', which API Gateway keeps for itself. Use [ConnectRoute], [DisconnectRoute] or [DefaultRoute], or another key.")]
    public void A_keep_alive_that_can_be_no_route_says_why(string key, string problem)
    {
        var output = Run(
            $$"""[WebSocketApi(KeepAlive = "{{key}}")] public sealed partial class Api;""",
            "public static class Handlers { [WebSocketRoute(\"ping\")] public static string H(string body) => body; [WebSocketRoute(\"fine\")] public static string Fine(string body) => body; }");

        Assert.Equal(problem, OnlyError(output));
    }

    [Theory]

    // The method.
    [InlineData("public void H<T>(T body) { }", "it is generic. Give it concrete types.")]
    [InlineData("public async void H(string body) { await Task.Yield(); }", "it is async void, so nobody could wait for it. Return Task.")]
    [InlineData("private void H(string body) { }", "generated code can't call it. Make it and its class public or internal, and not file-local.")]
    [InlineData("public ref int H() => ref _n; private int _n;", "it returns a reference. Return a value.")]
    [InlineData("public ref readonly int H() => ref _n; private int _n;", "it returns a reference. Return a value.")]

    // Its parameters.
    [InlineData("public void H(ref string body) { }", "its parameter 'body' is ref, in or out. Take it by value.")]
    [InlineData("public void H(in MessageContext context) { }", "its parameter 'context' is ref, in or out. Take it by value.")]
    [InlineData("public void H(string a, int[] b) { }", "it takes more than one body. Take one type that has both parts, and mark services with [FromServices].")]
    [InlineData("public void H([FromQuery] string room) { }", "its parameter 'room' comes from the handshake, which only a [ConnectRoute] handler sees.")]
    [InlineData("public void H([FromHeader] string host) { }", "its parameter 'host' comes from the handshake, which only a [ConnectRoute] handler sees.")]
    [InlineData("public void H([FromAuthorizer] Uri uri) { }", "its parameter 'uri' is 'System.Uri', which can't be made from a text. Take string, string[], an enum, or a type that is IParsable.")]
    [InlineData("public void H([FromAuthorizer] Derived value) { }", "its parameter 'value' is 'Derived', which can't be made from a text. Take string, string[], an enum, or a type that is IParsable.")]
    [InlineData("public void H(ConnectContext context) { }", "its parameter 'context' is 'ConnectContext', which this event is not. Take MessageContext.")]
    [InlineData("public void H(DisconnectContext context) { }", "its parameter 'context' is 'DisconnectContext', which this event is not. Take MessageContext.")]
    [InlineData("public void H([FromServices] int number) { }", "its parameter 'number' is 'int', which is no service. Take a class or an interface that is registered.")]

    // Its answer.
    [InlineData("public ConnectResult H() => default;", "it returns ConnectResult, which only a [ConnectRoute] handler can.")]
    [InlineData("public Task<ConnectResult> H() => null!;", "it returns ConnectResult, which only a [ConnectRoute] handler can.")]

    // What has no JSON contract.
    [InlineData("public void H(Action body) { }", "its body 'body' can't be JSON: 'Action' is 'System.Action', a delegate, and code can't be sent. Use data, or mark the member [JsonIgnore].")]
    [InlineData("public void H(Order body) { }", "its body 'body' can't be JSON: 'Order.Lines[].Changed' is 'System.Action', a delegate, and code can't be sent. Use data, or mark the member [JsonIgnore].")]
    [InlineData("public Task<List<Order>> H() => null!;", "its answer can't be JSON: 'List[].Lines[].Changed' is 'System.Action', a delegate, and code can't be sent. Use data, or mark the member [JsonIgnore].")]
    [InlineData("public IAsyncEnumerable<int> H() => null!;", "its answer can't be JSON: 'IAsyncEnumerable' is 'System.Collections.Generic.IAsyncEnumerable<int>', an asynchronous stream, and a message is sent whole. Use a list.")]
    [InlineData("public int[,] H() => null!;", "its answer can't be JSON: 'int[*,*]' is 'int[*,*]', an array of several dimensions, which JSON has no form for. Use an array of arrays.")]
    [InlineData("public void H(ReadOnlySpan<char> body) { }", "its body 'body' can't be JSON: 'ReadOnlySpan' is 'System.ReadOnlySpan<char>', a ref struct, which can't be kept. Use a class, a record or a plain struct.")]
    [InlineData("public void H(Type body) { }", "its body 'body' can't be JSON: 'Type' is 'System.Type', which System.Text.Json refuses. Use a type that holds data, or mark the member [JsonIgnore].")]
    [InlineData("public void H(Dictionary<Line, int> body) { }", "its body 'body' can't be JSON: 'Dictionary[key]' is 'Line', which can't be the key of a JSON object. Use a string, a number, an enum or a Guid.")]
    [InlineData("public void H(Queue<IReadOnlySet<int>> body) { }", "its body 'body' can't be JSON: 'Queue[]' is 'System.Collections.Generic.IReadOnlySet<int>', which can be sent but not received. Take a type with one public constructor (or mark one [JsonConstructor]), list what an abstract type may be with [JsonDerivedType], or mark the member [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)].")]
    [InlineData("public void H(Dictionary<string, HasShape[]> body) { }", "its body 'body' can't be JSON: 'Dictionary[][].Shape' is 'Shape', which can be sent but not received. Take a type with one public constructor (or mark one [JsonConstructor]), list what an abstract type may be with [JsonDerivedType], or mark the member [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)].")]
    [InlineData("public void H(SameName body) { }", "its body 'body' can't be JSON: 'SameName.a' is 'int', and 'A' has the same name in JSON. Rename one of them with [JsonPropertyName].")]
    [InlineData("public void H(Unbound body) { }", "its body 'body' can't be JSON: 'Unbound.n' is 'int', which its constructor takes and no member of that name and type holds. Give the parameter the name and type of a member that is sent, or mark another constructor [JsonConstructor].")]
    [InlineData("public void H(WrongExtension body) { }", "its body 'body' can't be JSON: 'WrongExtension.Rest' is 'string', which can't be [JsonExtensionData]. Have one such member, and make it a Dictionary<string, JsonElement> or a JsonObject.")]
    [InlineData("[Obsolete(\"Gone.\", true)] public void H(string body) { }", "'Handlers.H(string)' is [Obsolete] as an error, so nothing can call it. Make it a warning.")]
    [InlineData("public void H(ByReference body) { }", "its body 'body' can't be JSON: 'ByReference.x' is 'int', which its constructor takes by reference. Take it by value.")]
    [InlineData("public void H(Converted body) { }", "its body 'body' can't be JSON: 'Converted' is 'Converted', whose [JsonConverter] can't be used. Name a public or internal converter with a public constructor that takes nothing.")]

    // What can't be pushed.
    [InlineData("public void H(IClients<IProperty> clients) { }", "its parameter 'clients' pushes through 'IProperty', whose 'Count' generated code can't implement. Make it a method, not generic, that takes one message by value (and a CancellationToken if it likes) and returns ValueTask or ValueTask<SendSummary>.")]
    [InlineData("public void H(IClients<Line> clients) { }", "its parameter 'clients' pushes through 'Line', which must be an interface that is public or internal.")]
    [InlineData("public void H(IClients<IPushOrder> clients) { }", "the message of 'IPushOrder.Ordered' can't be JSON: 'Order.Lines[].Changed' is 'System.Action', a delegate, and code can't be sent. Use data, or mark the member [JsonIgnore].")]
    public void A_handler_that_can_be_no_route_says_why(string handler, string problem)
    {
        var output = Run(Fine, $"public sealed class Handlers {{ [WebSocketRoute(\"h\")] {handler} }}", Shapes);

        Assert.Equal($"'Handlers.H' can't handle a route: {problem}", OnlyError(output));
    }

    [Theory]
    [InlineData("[WebSocketRoute(\"\")]", "its route key is empty. Name the text that selects it.")]
    [InlineData("[WebSocketRoute(null!)]", "its route key is empty. Name the text that selects it.")]
    [InlineData("[WebSocketRoute(\"$connect\")]", "its route key '$connect' starts with '$', which API Gateway keeps for itself. Use [ConnectRoute], [DisconnectRoute] or [DefaultRoute], or another key.")]
    [InlineData("[WebSocketRoute(\"$a\\nb\")]", "its route key '$a b' starts with '$', which API Gateway keeps for itself. Use [ConnectRoute], [DisconnectRoute] or [DefaultRoute], or another key.")]
    [InlineData("[WebSocketRoute(\"a\\ud83d\")]", "its route key holds half of a surrogate pair, which no message can. Write whole characters.")]
    [InlineData("[WebSocketRoute(\"a\", OneWay = true)]", "it is OneWay and returns an answer. Leave out one of them.")]
    [InlineData("[ConnectRoute]", "it returns 'string', and a handshake can't be answered with a message. Return ConnectResult, or nothing to accept.")]
    [InlineData("[DisconnectRoute]", "it returns 'string', and the connection is closed already. Return Task or nothing.")]
    public void A_route_that_can_not_be_says_why(string attribute, string problem)
    {
        var output = Run(Fine, $"public sealed class Handlers {{ {attribute} public string H() => \"\"; }}");

        Assert.Equal($"'Handlers.H' can't handle a route: {problem}", OnlyError(output));
    }

    [Theory]
    [InlineData("[ConnectRoute]", "public void H(MessageContext context) { }", "its parameter 'context' is 'MessageContext', which this event is not. Take ConnectContext.")]
    [InlineData("[DisconnectRoute]", "public void H(MessageContext context) { }", "its parameter 'context' is 'MessageContext', which this event is not. Take DisconnectContext.")]
    [InlineData("[ConnectRoute]", "public void H(string body) { }", "its parameter 'body' would be a body, and this event has none. Mark a service with [FromServices], take a value of the handshake with [FromQuery] or [FromHeader].")]
    [InlineData("[DisconnectRoute]", "public void H(Random random) { }", "its parameter 'random' would be a body, and this event has none. Mark a service with [FromServices], take a value of the handshake with [FromQuery] or [FromHeader].")]
    [InlineData("[DisconnectRoute]", "public void H([FromQuery] string room) { }", "its parameter 'room' comes from the handshake, which only a [ConnectRoute] handler sees.")]
    [InlineData("[DisconnectRoute]", "public ConnectResult H() => default;", "it returns 'WsScaffold.ConnectResult', and the connection is closed already. Return Task or nothing.")]
    public void A_lifecycle_handler_that_can_not_be_says_why(string attribute, string handler, string problem)
    {
        var output = Run(Fine, $"public sealed class Handlers {{ {attribute} {handler} }}");

        Assert.Equal($"'Handlers.H' can't handle a route: {problem}", OnlyError(output));
    }

    // Two handlers each: what is wrong with their class is one mistake.
    [Theory]
    [InlineData("public abstract class N { HANDLERS }", "make it a class that is public or internal, and neither abstract nor generic.")]
    [InlineData("public struct N { HANDLERS }", "make it a class that is public or internal, and neither abstract nor generic.")]
    [InlineData("public interface N { HANDLERS }", "make it a class that is public or internal, and neither abstract nor generic.")]
    [InlineData("public class N { private N() { } HANDLERS }", "it has 0 accessible constructors. Leave it exactly one, whose parameters are services.")]
    [InlineData("public class N { public N() { } internal N(IDisposable one) { } HANDLERS }", "it has 2 accessible constructors. Leave it exactly one, whose parameters are services.")]
    [InlineData("public class N { public N(in IDisposable one) { } HANDLERS }", "its parameter 'one' is ref, in or out. Take it by value.")]
    [InlineData("public class N(int limit = 5) { private readonly int n = limit; HANDLERS }", "its parameter 'limit' is 'int', which is no service. Take a class or an interface that is registered.")]
    [InlineData("public class N(string name) { private readonly string n = name; HANDLERS }", "its parameter 'name' is 'string', which is no service. Take a class or an interface that is registered.")]
    [InlineData("public class N { public required string Name { get; init; } HANDLERS }", "its member 'Name' is required, and only services are given to it. Take it in the constructor.")]
    [InlineData("public class N { public N(IClients<IProperty> clients) { } HANDLERS }", "its parameter 'clients' pushes through 'IProperty', whose 'Count' generated code can't implement. Make it a method, not generic, that takes one message by value (and a CancellationToken if it likes) and returns ValueTask or ValueTask<SendSummary>.")]
    public void A_class_that_can_not_be_made_says_why_once(string type, string problem)
    {
        var output = Run(
            Fine,
            type.Replace("HANDLERS", """[WebSocketRoute("a")] public void A() { } [WebSocketRoute("b")] public void B() { }""", StringComparison.Ordinal),
            Shapes);

        Assert.Equal($"'N' can't be created for an event: {problem}", OnlyError(output));
    }

    [Theory]
    [InlineData("METHOD")]
    [InlineData("CLASS")]
    [InlineData("API")]
    public void A_filter_that_can_not_be_made_says_why_once(string place)
    {
        var source = """
            [WebSocketApi] API public sealed partial class Api { [WebSocketRoute("fine")] public static string Fine(string body) => body; }
            CLASS public static class Handlers { [WebSocketRoute("a")] METHOD public static void A() { } [WebSocketRoute("b")] METHOD public static void B() { } }
            public abstract class Filter : IRouteFilter { public abstract ValueTask InvokeAsync(EventContext context, RouteHandler next); }
            """;
        source = source.Replace(place, "[RouteFilter<Filter>]", StringComparison.Ordinal)
            .Replace("METHOD", "", StringComparison.Ordinal).Replace("CLASS", "", StringComparison.Ordinal).Replace("API", "", StringComparison.Ordinal);

        Assert.Equal(
            "'Filter' can't be created for an event: make it a class that is public or internal, and neither abstract nor generic.",
            OnlyError(Run(source)));
    }

    [Theory]
    [InlineData("ValueTask M()")]
    [InlineData("ValueTask M(int a, int b)")]
    [InlineData("ValueTask M(CancellationToken ct)")]
    [InlineData("ValueTask M(in int a)")]
    [InlineData("ValueTask M<T>(T a)")]
    [InlineData("Task M(int a)")]
    [InlineData("void M(int a)")]
    [InlineData("ValueTask<int> M(int a)")]
    [InlineData("ValueTask M { get; }")]
    [InlineData("event Action M")]
    [InlineData("static abstract ValueTask M(int a)")]
    public void A_client_method_that_can_not_be_implemented_is_named(string member)
    {
        var output = Run(
            Fine,
            "public static class Handlers { [WebSocketRoute(\"h\")] public static void H(IClients<Shop.IClient> clients) { } }",
            $"namespace Shop {{ public interface IClient : IBase {{ ValueTask Fine(int a); }} public interface IBase {{ {member}{(member.EndsWith('}') ? "" : ";")} }} }}");

        // A type with a static abstract member can't be a type argument at all.
        var errors = Errors(output).Where(error => error.Id != "CS8920");
        Assert.Equal(
            "'Handlers.H' can't handle a route: its parameter 'clients' pushes through 'Shop.IClient', whose 'M' generated code can't implement. Make it a method, not generic, that takes one message by value (and a CancellationToken if it likes) and returns ValueTask or ValueTask<SendSummary>.",
            Problem(Assert.Single(errors)));
    }

    [Fact]
    public void Two_handlers_of_one_key_are_named_in_full_and_the_first_stays()
    {
        const string Handler = "namespace NAME { public static class Handlers { [WebSocketRoute(\"say \\\"hi\\\"\\n\")] public static string H(string body) => body; } }";
        var output = Run(
            Fine,
            Handler.Replace("NAME", "Second", StringComparison.Ordinal),
            Handler.Replace("NAME", "First", StringComparison.Ordinal));

        Assert.Equal("'First.Handlers.H' and 'Second.Handlers.H' both handle the route key 'say \"hi\" ': give one of them another key.", OnlyError(output));
        Assert.Contains("global::First.Handlers.H(p0)", Dispatch(output), StringComparison.Ordinal);
    }

    [Fact]
    public void Three_handlers_of_one_key_are_two_problems()
    {
        var output = Run(Fine, """
            public static class Handlers
            {
                [ConnectRoute] public static void A() { }
                [ConnectRoute] public static void B() { }
                [ConnectRoute] public static void C() { }
            }
            """);

        Assert.Equal(
            [
                "'Handlers.A' and 'Handlers.B' both handle the route key '$connect': give one of them another key.",
                "'Handlers.B' and 'Handlers.C' both handle the route key '$connect': give one of them another key.",
            ],
            Errors(output).Select(Problem));
    }

    [Theory]
    [InlineData("[WebSocketApi] public static partial class Bad { ROUTE }", "'Bad' can't be the API: it is static. Leave 'static' out; its handlers may be static all the same.")]
    [InlineData("namespace N { public partial class Outer<T> { [WebSocketApi] public partial class Bad { } } public static class Handlers { ROUTE } }", "'N.Outer<T>.Bad' can't be the API: it, or a type around it, is generic. Give it concrete types.")]
    [InlineData("[WebSocketApi] file partial class Bad { } public static class Handlers { ROUTE }", "'Bad' can't be the API: it is file-local. Make it public or internal.")]
    public void A_class_that_can_not_be_the_api_says_why(string source, string problem)
    {
        var output = Run(source.Replace("ROUTE", """[WebSocketRoute("fine")] public static string Fine(string body) => body;""", StringComparison.Ordinal));

        Assert.Equal(problem, OnlyError(output));
    }

    [Fact]
    public void Two_apis_in_one_assembly_are_a_problem_of_both()
    {
        var output = Run(Fine, "[WebSocketApi] public partial class Another;");

        Assert.Equal("'Another' and 'Api' are both tagged [WebSocketApi], and an assembly has one API. Move one of them to a project of its own.", OnlyError(output));
    }

    // One error, and it is the compiler's own, where the mistake is.
    [Theory]
    [InlineData("public static void H(Missing body) { }", "CS0246")]
    [InlineData("public static Task<Missing[]> H() => null!;", "CS0246")]
    [InlineData("public static void H(Holder body) { }", "CS0246", "public sealed class Holder { public List<Missing>? Items { get; set; } }")]
    [InlineData("public static void H(IClients<Missing> clients) { }", "CS0246")]
    [InlineData("public static void H(IClients<IClient> clients) { }", "CS0246", "public interface IClient { ValueTask M(Missing message); }")]
    [InlineData("public static void H([FromServices] Missing service) { }", "CS0246")]
    [InlineData("public static void H([FromAuthorizer] Missing value) { }", "CS0246")]
    [InlineData("[RouteFilter<Missing>] public static void H() { }", "CS0246")]
    [InlineData("[WebSocketRoute] public static void H() { }", "CS7036")]
    [InlineData("[WebSocketRoute(1)] public static void H() { }", "CS1503")]
    [InlineData("[WebSocketRoute(Missing)] public static void H() { }", "CS0103")]
    public void What_the_compiler_reports_is_not_reported_twice(string handler, string error, string rest = "")
    {
        var attribute = handler.StartsWith("[WebSocketRoute", StringComparison.Ordinal) ? "" : "[WebSocketRoute(\"h\")]";
        var output = Run(Fine, $"public static class Handlers {{ {attribute} {handler} }}", rest);

        Assert.Equal([error], Errors(output).Select(diagnostic => diagnostic.Id).Distinct());
        Assert.Contains("// fine: Api.Fine", Dispatch(output), StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_class_whose_constructor_does_not_compile_is_left_out()
    {
        var output = Run(Fine, """public sealed class Handlers { public Handlers(Missing missing) { } [WebSocketRoute("h")] public void H() { } }""");

        Assert.Equal(["CS0246"], Errors(output).Select(diagnostic => diagnostic.Id));
    }

    private const string Shapes = """
        public sealed record Order(List<Line> Lines);
        public sealed record Line(Action Changed);
        public sealed record HasShape(Shape Shape);
        public abstract class Shape;
        public sealed class SameName { public int A { get; set; } public int a { get; set; } }
        public sealed class Unbound { public Unbound(int n) => N = n; public long N { get; } }
        public sealed class WrongExtension { [System.Text.Json.Serialization.JsonExtensionData] public string? Rest { get; set; } }
        public sealed class ByReference { public ByReference(ref int x) { } }
        [System.Text.Json.Serialization.JsonConverter(typeof(NoConstructor))] public sealed class Converted;
        public sealed class NoConstructor(int x) : System.Text.Json.Serialization.JsonConverter<Converted>
        {
            public override Converted? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => x > 0 ? null : new();
            public override void Write(Utf8JsonWriter writer, Converted value, JsonSerializerOptions options) { }
        }
        public interface IProperty { int Count { get; } }
        public interface IPushOrder { ValueTask Ordered(Order order); }
        public class Base : IParsable<Base>
        {
            public static Base Parse(string s, IFormatProvider? provider) => new();
            public static bool TryParse(string? s, IFormatProvider? provider, out Base result) { result = new(); return true; }
        }
        public sealed class Derived : Base;
        """;

    private static CSharpCompilation Run(params string[] sources) => Generation.Run(Generation.Compile(sources));

    private static Diagnostic[] Errors(CSharpCompilation output) =>
        [.. output.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    private static string OnlyError(CSharpCompilation output)
    {
        var errors = Errors(output);
        Assert.True(errors.Length == 1, string.Join("\n", errors.Select(error => error.ToString())));
        Assert.Contains("u8): return Route", Dispatch(output), StringComparison.Ordinal);
        return Problem(errors[0]);
    }

    private static string Problem(Diagnostic error)
    {
        Assert.Equal("CS1029", error.Id);
        var message = error.GetMessage(CultureInfo.InvariantCulture);
        return message["#error: 'WsScaffold: ".Length..^1];
    }

    private static string Dispatch(CSharpCompilation output) =>
        output.SyntaxTrees.Single(tree => tree.FilePath.EndsWith(".Dispatch.g.cs", StringComparison.Ordinal)).ToString();
}
