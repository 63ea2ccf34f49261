using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Json.Direct;
using WsScaffold.Generator.Json.Enums;
using WsScaffold.Generator.Symbols;

namespace WsScaffold.Generator.Tests.Json.Direct;

/// <summary>The corpus, compiled with direct code for each set of options.</summary>
internal sealed class DirectCorpus
{
    /// <summary>The names of <see cref="OptionSet"/>s, and the settings of an API for them.</summary>
    private static readonly (string Set, ContractOptions Options)[] _optionSets =
    [
        ("default", ContractOptions.Default),
        ("snake_case, nulls left out", new(Naming: NamingPolicy.SnakeCaseLower, IgnoreCondition: IgnoreCondition.WhenWritingNull)),
        (
            "kebab-case, defaults left out, numbers for enums",
            new(EnumStyle.Numbers, NamingPolicy.KebabCaseLower, IgnoreCondition: IgnoreCondition.WhenWritingDefault)
        ),
        ("KEBAB-CASE, any case", new(Naming: NamingPolicy.KebabCaseUpper, IsCaseInsensitive: true)),
        ("no policy, no null checks", new(Naming: NamingPolicy.None, RespectsNullability: false)),
    ];

    private static readonly Lazy<DirectCorpus> _compiled = new(() => new());

    private readonly Dictionary<string, Type> _shapes;

    private DirectCorpus()
    {
        var compilation = GeneratedAssembly.Compile(Corpus.Source);
        var shapes = compilation.GetTypeByMetadataName("Shapes.IShapes")!.GetMembers().OfType<IPropertySymbol>().ToArray();
        var names = shapes.ToDictionary(shape => shape.Name, shape => TypeNames.Of(shape.Type));
        var tables = new List<DirectTable>();
        for (var i = 0; i < _optionSets.Length; i++)
        {
            var options = _optionSets[i].Options;
            var table = ContractTable.From(shapes.SelectMany(shape => TypeContractParser.Closure(shape.Type, default)), names.Values);
            tables.Add(DirectTable.From(table, names.Values, names.Values, options));
            compilation = GeneratedAssembly.Add(compilation, ContractEmitter.Write("Shapes", $"Contracts{i}", table, tables[i], options));
            compilation = GeneratedAssembly.Add(compilation, DirectEmitter.Write("Shapes", $"Contracts{i}", table, tables[i], options));
        }

        Assembly = GeneratedAssembly.Load(compilation).Assembly;
        _shapes = Assembly.GetType("Shapes.IShapes")!.GetProperties().ToDictionary(shape => shape.Name, shape => shape.PropertyType);
        Sets = [.. _optionSets.Select((set, i) => Set(set.Set, $"Contracts{i}", tables[i], names, set.Options.Enums == EnumStyle.Names))];
        Rejections =
        [
            .. tables[0]
                .Rejections.SelectMany(refusal =>
                    names
                        .Where(name => name.Value == refusal.TypeName)
                        .Select(name => $"{name.Key} is {refusal.Verb} by its contract: {refusal.Reason}")
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    public static DirectCorpus Instance => _compiled.Value;

    public Assembly Assembly { get; }

    public IReadOnlyList<DirectSet> Sets { get; }

    /// <summary>The types that direct code leaves to contracts with the default options, and the reasons.</summary>
    public IReadOnlyList<string> Rejections { get; }

    public Type Type(string shape) => _shapes[shape];

    private DirectSet Set(string name, string className, DirectTable table, Dictionary<string, string> typeNames, bool withEnumNames)
    {
        var context = Assembly.GetType("Shapes." + className)!;
        var contracts = (
            (JsonSerializerContext)context.GetProperty("Default", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!
        ).Options;
        var direct = context.GetNestedType("Direct", BindingFlags.NonPublic)!;
        var shapes = new Dictionary<string, IDirectShape>();
        foreach (var (shape, typeName) in typeNames.Where(shape => table.Roots.Contains(shape.Value)))
        {
            var contract = direct.GetProperty(table.Accessor(typeName), BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
            shapes[shape] = (IDirectShape)Activator.CreateInstance(typeof(DirectShape<>).MakeGenericType(_shapes[shape]), contract)!;
        }

        return new(name, contracts, OptionSet.Reflect(contracts, withEnumNames), shapes);
    }
}

/// <summary>Direct code, contracts and the reflection serializer, all with the same options.</summary>
/// <param name="Shapes">The shapes that direct code reads or writes.</param>
internal sealed record DirectSet(
    string Name,
    JsonSerializerOptions Contracts,
    JsonSerializerOptions Reflection,
    IReadOnlyDictionary<string, IDirectShape> Shapes
)
{
    public override string ToString() => Name;
}
