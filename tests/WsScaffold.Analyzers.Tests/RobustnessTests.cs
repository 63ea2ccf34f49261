using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WsScaffold.Analyzers.Tests.Support;
using WsScaffold.Generator;
using WsScaffold.Generator.Tests;
using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Analyzers.Tests;

/// <summary>Incomplete and invalid code causes no exception in the generator, the analyzers or the code fixes.</summary>
public sealed class RobustnessTests
{
    // Most changes are at the ends of tokens. Positions at this distance also cut trivia and long tokens.
    private const int Step = 23;

    // A code fix opens a workspace of its own, so only every tenth file with mistakes is fixed.
    private const int FilesPerFix = 10;

    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "samples");

    private static readonly (string Name, string Text)[] _samples =
    [
        .. Directory.GetFiles(_folder, "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(_folder, file), File.ReadAllText(file))),
    ];

    /// <summary>Whether prefixes end at every character and not only at some (<c>WSSCAFFOLD_EVERY_PREFIX=1</c>).</summary>
    private static readonly bool _coversEveryPrefix = Environment.GetEnvironmentVariable("WSSCAFFOLD_EVERY_PREFIX") == "1";

    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(
        [new WsScaffoldGenerator().AsSourceGenerator()],
        parseOptions: GeneratedAssembly.Language);

    private (string Name, CSharpCompilation Compilation)? _last;
    private int _checked;

    public static TheoryData<string> Samples => [.. _samples.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_prefix_of_a_sample_causes_no_exception(string name)
    {
        var sample = _samples.Single(sample => sample.Name == name);
        foreach (var end in _coversEveryPrefix ? Enumerable.Range(0, sample.Text.Length + 1) : await EndsAsync(sample.Text))
        {
            await CheckAsync(name, sample.Text[..end]);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{name}: {_checked} prefixes of {sample.Text.Length} characters");
    }

    [Fact]
    public async Task A_mutation_of_a_sample_causes_no_exception()
    {
        var mutations = Gen.Select(Gen.Int[0, _samples.Length - 1], Gen.Int[0, 100_000], Gen.Int[0, 100_000], Gen.Int[0, 3]);
        await mutations.SampleAsync(
            async (file, at, other, kind) =>
            {
                var tokens = SyntaxFactory.ParseTokens(_samples[file].Text).Select(token => token.ToFullString()).ToList();
                (at, other) = (at % tokens.Count, other % tokens.Count);
                switch (kind)
                {
                    case 0: tokens.RemoveAt(at); break;
                    case 1: tokens.Insert(at, tokens[other]); break;
                    case 2: (tokens[at], tokens[other]) = (tokens[other], tokens[at]); break;
                    default: tokens.RemoveRange(at, Math.Min(10, tokens.Count - at)); break;
                }

                await CheckAsync(_samples[file].Name, string.Concat(tokens));
            },
            iter: 150,
            threads: 1);
    }

    [Theory]
    [InlineData("""class A : B { [WebSocketRoute("a")] public void H() { } } class B : A { }""")]
    [InlineData("[WebSocketApi] partial class A : A { [ConnectRoute] public A H(A a) => a; }")]
    [InlineData("[WebSocketApi] [WebSocketApi] partial class A { [ConnectRoute, ConnectRoute] void H( }")]
    [InlineData("[WebSocketRoute] [WebSocketRoute(] [DefaultRoute(OneWay = )] public void H();")]
    [InlineData("[WebSocketApi(RouteSelectionExpression = 1, AllowedOrigins = null, Nope = 2)] partial class A;")]
    [InlineData("""
        [WebSocketApi] partial class A
        {
            [WebSocketRoute(null)] static Missing<Missing> H(Missing a, out int b, params Missing[] c, this int d) => default;
        }
        """)]
    [InlineData("""
        [WebSocketApi] partial class A
        {
            [WebSocketRoute("a"), RouteFilter<>, RouteFilter<int>, RouteFilter<A[]>] void H(IClients<> a, IClients b) { }
        }
        """)]
    [InlineData("[ConnectRoute] void Local() { } [DefaultRoute] static int G() => 1; return;")]
    [InlineData("""
        namespace A; namespace B;
        [WebSocketApi] partial class C { [DefaultRoute] extern void H(); [DefaultRoute] partial void G(); }
        """)]
    [InlineData("""
        [WebSocketApi] partial struct S { }
        [WebSocketApi] interface I { }
        [WebSocketApi] enum E { }
        [WebSocketApi] delegate void D();
        """)]
    [InlineData("""
        [WebSocketApi] partial class A
        {
            [DefaultRoute] A() { }
            [DefaultRoute] ~A() { }
            [DefaultRoute] public static A operator +(A a, A b) => a;
            int P { [DefaultRoute] get; }
        }
        """)]
    [InlineData("""
        [WebSocketApi] partial class A(IConnections c)
        {
            [ConnectRoute] void H(ConnectContext x) => _ = c.PostAsync(x.ConnectionId, ;
            void G() => c.GetAsync().Result;
            int this[int i] => c.PostAsync("", default).AsTask().Wait();
        }
        """)]
    [InlineData("[WebSocketApi] partial class A { [DefaultRoute] void H((int a, (dynamic, int*)) t, delegate*<void> f, __arglist) { } }")]
    [InlineData("""
        class R<T> : R<R<T>> { public T V { get; set; } }
        [WebSocketApi] partial class A { [DefaultRoute] void H(R<int> r) { } }
        """)]
    [InlineData("using WebSocketApi = WebSocketApi; using X = Y.Z; [X, WebSocketApi] partial class A { [X] void H() { } }")]
    [InlineData("""
        public class Tree : List<Tree> { }
        [WebSocketApi] partial class A { [DefaultRoute] public static Tree H(string s) => new(); }
        """)]
    [InlineData("""
        public class Trie : Dictionary<string, Trie> { }
        [WebSocketApi] partial class A { [DefaultRoute] public static Trie H(string s) => new(); }
        """)]
    [InlineData("""
        public abstract class Tok : IEnumerable<Tok> { }
        [WebSocketApi] partial class A { [DefaultRoute] public static Tok H(string s) => null!; }
        """)]
    [InlineData("""
        public class P : List<Q> { }
        public class Q : List<P> { }
        [WebSocketApi] partial class A { [DefaultRoute] public static P H(string s) => new(); }
        """)]
    [InlineData("""
        public class Tree : List<Tree> { }
        public interface IC { ValueTask Send(Tree tree); }
        [WebSocketApi] partial class A { [DefaultRoute] public async Task H(IClients<IC> c, string s) => await c.All.Send(new()); }
        """)]
    [InlineData("""
        public class Box<T> { public Box<Box<T>>? Next { get; set; } }
        public interface IC { ValueTask Send(Box<int> box); }
        [WebSocketApi] partial class A
        {
            [DefaultRoute] public async Task H(IClients<IC> c, string s) => await c.Connection(s).Send(new());
        }
        """)]
    [InlineData("""
        public class Box<T> { public Box<Box<T>>? Next { get; set; } }
        [WebSocketApi] partial class A { [DefaultRoute] public static Box<int> H(Box<int> b) => b; }
        """)]
    [InlineData("""
        public class Out<T> { public class In { public Out<In>.In? Next { get; set; } } }
        public interface IC { ValueTask Send(Out<int>.In box); }
        [WebSocketApi] partial class A
        {
            [DefaultRoute] public async Task H(IClients<IC> c, Out<int>.In s) => await c.Connection("").Send(s);
        }
        """)]
    public async Task Invalid_code_causes_no_exception(string source)
    {
        await CheckAsync("Broken.cs", source, withFixes: true);
        await Analysis.BuildAsync(Analysis.Compile(source));
    }

    // An analyzer in an endless loop doesn't react to cancellation either, so the test waits with a time limit.
    [Theory]
    [InlineData("Task send = send; send.Wait();")]
    [InlineData("Task one = two; Task two = one; one.Wait(); two.Wait();")]
    [InlineData("IClients<IC> clients = clients.Except(s); await clients.All.Send(s);")]
    [InlineData("IC client = client; await client.Send(s);")]
    [InlineData("IC one = two; IC two = one; await one.Send(s);")]
    public async Task A_local_that_is_initialized_from_itself_causes_no_endless_loop(string statements)
    {
        var source = $$"""
            public interface IC { ValueTask Send(string s); }
            [WebSocketApi] partial class A { [DefaultRoute] public async Task H(string s) { {{statements}} } }
            """;
        await Task.Run(() => CheckAsync("Broken.cs", source), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    private static async Task<IEnumerable<int>> EndsAsync(string text)
    {
        var tree = CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken);
        var root = await tree.GetRootAsync(TestContext.Current.CancellationToken);
        var tokens = root.DescendantTokens().SelectMany(token => new[] { token.SpanStart + (token.Span.Length / 2), token.Span.End });
        return tokens.Concat(Enumerable.Range(0, text.Length / Step).Select(n => n * Step)).Distinct().Order();
    }

    private async Task CheckAsync(string name, string text, bool withFixes = false)
    {
        // As in an editor, only the file that is typed in is parsed again.
        var compilation = _last is { } last && last.Name == name
            ? last.Compilation.ReplaceSyntaxTree(
                last.Compilation.SyntaxTrees[1],
                CSharpSyntaxTree.ParseText(text, GeneratedAssembly.Language, cancellationToken: TestContext.Current.CancellationToken))
            : Generation.Compile([text, .. FilesBeside(name)]);
        _last = (name, compilation);
        _driver = _driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);
        Assert.Null(_driver.GetRunResult().Results.Single().Exception);

        // One file is enough: the report behind it covers all files.
        var file = output.SyntaxTrees.ElementAt(1);
        var found = await Analysis.OpenAsync((CSharpCompilation)output, file);
        Assert.DoesNotContain(found, Analysis.IsAnalyzerException);
        foreach (var problem in withFixes || _checked++ % FilesPerFix == 0 ? found : [])
        {
            await CodeFixRunner.FixAsync((CSharpCompilation)output, problem);
        }
    }

    // The other files of the same project.
    private static IEnumerable<string> FilesBeside(string name) => _samples
        .Where(sample => sample.Name != name && Path.GetDirectoryName(sample.Name) == Path.GetDirectoryName(name))
        .Select(sample => sample.Text);
}
