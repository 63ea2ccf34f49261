using WsScaffold.Generator.Json.Direct;
using WsScaffold.Generator.Json.Enums;
using static WsScaffold.Generator.Emission.Literals;

namespace WsScaffold.Generator.Json;

/// <summary>Writes the context that holds the contracts of an API.</summary>
internal static class ContractEmitter
{
    internal const string Services = "global::System.Text.Json.Serialization.Metadata.JsonMetadataServices";
    internal const string Options = "global::System.Text.Json.JsonSerializerOptions";
    internal const string Metadata = "global::System.Text.Json.Serialization.Metadata";

    public static string Write(string space, string className, ContractTable table, DirectTable direct, ContractOptions options)
    {
        // Without the warnings: contracts know no nullable annotations, and those of the user's collections would contradict.
        var writer = GeneratedFile.Begin(
            NullableContext.Annotations,
            space,
            table.Contracts.SelectMany(static contract => contract.Warnings)
        );
        writer.Line(
            $"""
            /// <summary>The JSON contracts of every type that handlers and clients exchange.</summary>
            {GeneratedFile.Attribute}
            """);
        using (writer.Block($"internal sealed partial class {className} : global::WsScaffold.Generated.Json.JsonContracts"))
        {
            WritePlumbing(writer, className, options);
            WriteRoots(writer, table, direct);
            WriteResolver(writer, table, options);
            WriteObjects(writer, table, options);
        }

        return writer.ToString();
    }

    private static void WriteObjects(SourceWriter writer, ContractTable table, ContractOptions options)
    {
        var populated = new PopulatedTypes(table, options);
        for (var i = 0; i < table.Contracts.Count; i++)
        {
            switch (table.Contracts[i])
            {
                case ObjectContract contract:
                    new ObjectEmitter(contract, i, populated.Contains(contract)).Write(writer);
                    break;
                case CollectionContract { Construction: { Kind: ConstructorKind.Accessor } constructor }:
                    AccessorWriter.Constructor(writer, constructor, $"New{Number(i)}");
                    break;
            }
        }
    }

    private static void WritePlumbing(SourceWriter writer, string className, ContractOptions options)
    {
        var own = options.Own is { } context ? $", {context.TypeName}.Default" : "";
        writer.Line($$"""
            internal static {{className}} Default { get; } = new();

            private {{className}}() : base(CreateOptions({{string.Join(", ", OptionArguments(options))}}){{own}})
            {
            }

            """);
    }

    private static IEnumerable<string> OptionArguments(ContractOptions options)
    {
        yield return options.Naming == NamingPolicy.None ? "null" : $"global::System.Text.Json.JsonNamingPolicy.{options.Naming}";
        if (options.IgnoreCondition != IgnoreCondition.Never)
        {
            yield return $"defaultIgnoreCondition: {Enum("JsonIgnoreCondition", (int)options.IgnoreCondition)}";
        }

        if (options.NumberHandling != NumberHandling.Strict)
        {
            yield return $"numberHandling: {Enum("JsonNumberHandling", (int)options.NumberHandling)}";
        }

        if (options.IsCaseInsensitive)
        {
            yield return "caseInsensitive: true";
        }

        if (!options.RespectsNullability)
        {
            yield return "respectNullableAnnotations: false";
        }
    }

    // The others are asked for through the direct code that stands before them.
    private static void WriteRoots(SourceWriter writer, ContractTable table, DirectTable direct)
    {
        var roots = table.Roots.Except(direct.Roots).ToArray();
        foreach (var root in roots)
        {
            var type = $"global::WsScaffold.Generated.Json.DirectContract<{root}>";
            writer.Line($"internal static {type} {table.Accessor(root)} => field ??= new(static () => Default, null, null);");
        }

        if (roots.Length > 0)
        {
            writer.Line();
        }
    }

    private static void WriteResolver(SourceWriter writer, ContractTable table, ContractOptions options)
    {
        using (writer.Block($"protected override {Metadata}.JsonTypeInfo? Find(global::System.Type type, {Options} o)"))
        {
            for (var i = 0; i < table.Contracts.Count; i++)
            {
                writer.Line($"if (type == typeof({table.Contracts[i].TypeName})) return {Expression(table.Contracts[i], i, options)};");
            }

            writer.Line(options.Own is null ? "return null;" : "return Own(type, o);");
        }
    }

    private static string Expression(TypeContract contract, int index, ContractOptions options) => contract switch
    {
        ScalarContract scalar => $"Value<{scalar.TypeName}>(o, {Services}.{scalar.Converter})",
        EnumContract { TypeName: var name } => $"{(options.Enums == EnumStyle.Names ? "StringEnum" : "NumberEnum")}<{name}>(o)",
        NullableContract nullable => $"Nullable<{nullable.UnderlyingTypeName}>(o)",
        ConvertedContract converted => $"Value<{converted.TypeName}>(o, {Converter(converted.TypeName, converted.Converter, "o")})",
        CollectionContract collection => Collection(collection, index),
        OwnContract => "Own(type, o)",
        _ => $"Object{Number(index)}(o)",
    };

    private static string Collection(CollectionContract collection, int index)
    {
        var creator = collection.Construction is { } constructor
            ? $"new() {{ ObjectCreator = static () => {ObjectEmitter.New(constructor, Number(index))} }}"
            : "new()";
        var range = (collection.CreateRange ?? collection.Adder) is { } method ? $", {method}" : "";
        var numbers = collection.NumberHandling is { } handling ? ", " + Enum("JsonNumberHandling", (int)handling) : "";
        return $"Numbers({Services}.{collection.Factory}<{string.Join(", ", collection.TypeArguments)}>(o, {creator}{range}){numbers})";
    }

    /// <summary>An expression for the converter that an attribute names.</summary>
    internal static string Converter(string typeName, ConverterModel converter, string options) =>
        converter.UnderlyingTypeName is { } underlying
            ? $"NullableConverter<{underlying}>({options}, new {converter.ConverterTypeName}())"
            : $"Converter<{typeName}>({options}, new {converter.ConverterTypeName}())";

    internal static string Enum(string name, int value) => $"(global::System.Text.Json.Serialization.{name}){Number(value)}";
}
