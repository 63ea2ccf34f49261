using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Json.Enums;
using WsScaffold.Generator.Pipeline;
using WsScaffold.Generator.Symbols;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>The corpus, compiled once with generated contracts for each enum style.</summary>
internal sealed class Corpus
{
    // An empty context. The code generated for a project with a context must support every attribute that a context can have.
    private const string EmptyContext = """
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Text.Json.Serialization.Metadata;

        namespace Shapes
        {
            public sealed class EmptyContext() : JsonSerializerContext(null), IJsonTypeInfoResolver
            {
                public static EmptyContext Default { get; } = new();
                protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
                public override JsonTypeInfo? GetTypeInfo(System.Type type) => null;
                JsonTypeInfo? IJsonTypeInfoResolver.GetTypeInfo(System.Type type, JsonSerializerOptions options) => null;
            }
        }
        """;

    private static readonly Lazy<Corpus> _compiled = new(() => new());

    private Corpus()
    {
        var compilation = GeneratedAssembly.Compile(Source, EmptyContext);
        var shapes = compilation.GetTypeByMetadataName("Shapes.IShapes")!.GetMembers().OfType<IPropertySymbol>().ToArray();
        Unsupported = shapes.ToDictionary(shape => shape.Name, shape => TypeContractParser.Unsupported(shape.Type, default));
        Definitions = shapes.Select(shape => shape.Type.OriginalDefinition.ToDisplayString()).ToHashSet();
        var table = ContractTable.From(
            shapes.SelectMany(shape => TypeContractParser.Closure(shape.Type, default)),
            shapes.Select(shape => TypeNames.Of(shape.Type)));
        Generated = ContractSource.Of("Shapes", table, ContractOptions.Default);
        var withNumbers = ContractSource.Of(
            "Shapes",
            table,
            new(EnumStyle.Numbers, Own: new("global::Shapes.EmptyContext", [])),
            "NumberContracts"
        );
        Assembly = GeneratedAssembly.Load(GeneratedAssembly.Add(GeneratedAssembly.Add(compilation, Generated), withNumbers)).Assembly;
        Sets = OptionSet.All(Context("Contracts"), Context("NumberContracts"));
    }

    public static Corpus Instance => _compiled.Value;

    public static string Source => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Json", "Corpus", "Shapes.cs"));

    public Assembly Assembly { get; }

    public string Generated { get; }

    public IReadOnlyDictionary<string, EquatableArray<UnsupportedShape>> Unsupported { get; }

    /// <summary>The types of the shapes, in C# syntax.</summary>
    public IReadOnlySet<string> Definitions { get; }

    /// <summary>The options of both serializers. The first set is that of an API without settings.</summary>
    public IReadOnlyList<OptionSet> Sets { get; }

    public Type Type(string shape) => Assembly.GetType("Shapes.IShapes")!.GetProperty(shape)!.PropertyType;

    /// <summary>A value of a shape that can't be read; <see langword="null"/> for all others.</summary>
    public object? Sample(string shape) => Assembly.GetType("Shapes.Samples")!.GetMethod("Of")!.Invoke(null, [shape]);

    /// <summary>The names of the shapes, read from the source text, so that listing the tests needs no compilation.</summary>
    public static TheoryData<string> Names()
    {
        var text = Source;
        var body = text[
            (text.IndexOf("public interface IShapes", StringComparison.Ordinal) + 30)..text.IndexOf(
                "public static class Samples",
                StringComparison.Ordinal
            )
        ];
        return
        [
            .. body.Split('\n')
                .Where(line => line.Contains("{ get; }", StringComparison.Ordinal))
                .Select(line => line[..line.IndexOf(" { get; }", StringComparison.Ordinal)].Split(' ')[^1]),
        ];
    }

    private JsonSerializerContext Context(string name) =>
        (JsonSerializerContext)
            Assembly.GetType("Shapes." + name)!.GetProperty("Default", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
}
