using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.CodeAnalysis;
using WsScaffold.Generated;
using WsScaffold.Generator.Json;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>The corpus, compiled once with generated contracts, and the two serializers to compare.</summary>
internal sealed class Corpus
{
    private static readonly Lazy<Corpus> Compiled = new(() => new());

    private Corpus()
    {
        var compilation = GeneratedAssembly.Compile(Source);
        var shapes = compilation.GetTypeByMetadataName("Shapes.IShapes")!.GetMembers().OfType<IPropertySymbol>().ToArray();
        Unsupported = shapes.ToDictionary(shape => shape.Name, shape => TypeContractParser.Unsupported(shape.Type, default));
        var table = ContractTable.From(
            shapes.SelectMany(shape => TypeContractParser.Closure(shape.Type, default)),
            shapes.Select(shape => TypeNames.Of(shape.Type)));
        Generated = ContractEmitter.Write("Shapes", "Contracts", table);
        Assembly = GeneratedAssembly.Load(GeneratedAssembly.Add(compilation, Generated)).Assembly;
        var context = (JsonSerializerContext)Assembly.GetType("Shapes.Contracts")!.GetProperty("Default", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        Contracts = context.Options;
        Reflection = new(JsonContracts.CreateOptions())
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            Converters = { new EnumNames() },
        };
        Reflection.MakeReadOnly();
    }

    public static Corpus Instance => Compiled.Value;

    public static string Source => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Json", "Corpus", "Shapes.cs"));

    public Assembly Assembly { get; }

    public string Generated { get; }

    public IReadOnlyDictionary<string, EquatableArray<UnsupportedShape>> Unsupported { get; }

    public JsonSerializerOptions Contracts { get; }

    public JsonSerializerOptions Reflection { get; }

    public Type Type(string shape) => Assembly.GetType("Shapes.IShapes")!.GetProperty(shape)!.PropertyType;

    /// <summary>The names of the shapes, read from the text so that listing the tests compiles nothing.</summary>
    public static TheoryData<string> Names()
    {
        var text = Source;
        var body = text[(text.IndexOf("public interface IShapes", StringComparison.Ordinal) + 30)..text.IndexOf("public enum Level", StringComparison.Ordinal)];
        return [.. body.Split('\n').Where(line => line.Contains("{ get; }", StringComparison.Ordinal)).Select(line => line[..line.IndexOf(" { get; }", StringComparison.Ordinal)].Split(' ')[^1])];
    }

    /// <summary>Converters of the options come before those of a type's attribute; the enum style of the API must not.</summary>
    private sealed class EnumNames : JsonConverterFactory
    {
        private readonly JsonStringEnumConverter names = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum && !typeToConvert.IsDefined(typeof(JsonConverterAttribute), inherit: false);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => names.CreateConverter(typeToConvert, options)!;
    }
}
