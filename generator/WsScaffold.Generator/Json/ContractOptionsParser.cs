using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json.Enums;
using WsScaffold.Generator.Parsing;

namespace WsScaffold.Generator.Json;

/// <summary>Reads what the API's attribute says about JSON.</summary>
internal static class ContractOptionsParser
{
    // Handlers need to know while they are parsed which types the project's own context takes care of.
    private static readonly ConditionalWeakTable<Compilation, ContractOptions> _options = new();

    /// <summary>The options of the project's API; the defaults when it has none.</summary>
    public static ContractOptions Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (!_options.TryGetValue(compilation, out var options))
        {
            options = ApiLookup.Of(compilation, cancellationToken) is { } api ? Parse(api.Attribute) : ContractOptions.Default;
            _options.GetValue(compilation, _ => options);
        }

        return options;
    }

    public static ContractOptions Parse(AttributeData attribute) => new(
        (EnumStyle)Number(attribute, "JsonEnumStyle", 0),
        Naming(attribute),
        DefaultIgnoreCondition(attribute),
        (NumberHandling)Number(attribute, "JsonNumberHandling", 0),
        attribute.Named("JsonPropertyNameCaseInsensitive")?.Value is true,
        attribute.Named("JsonRespectNullableAnnotations")?.Value is not false,
        ParseOwn(attribute));

    /// <summary>Which argument of the attribute can't be, and why; null when all can.</summary>
    public static (string Argument, string Problem)? Problem(AttributeData attribute) =>
        attribute switch
        {
            _ when attribute.Named("JsonContext")?.Value is ITypeSymbol { TypeKind: not TypeKind.Error } type
                    && !(type is INamedTypeSymbol context && IsContext(context)) => (
                "JsonContext",
                $"generated code can't use the JsonContext '{type.ToDisplayString()}'. Use a public or internal class that derives from "
                    + $"JsonSerializerContext."
            ),
            _ when DefaultIgnoreCondition(attribute) == IgnoreCondition.Always => (
                "JsonDefaultIgnoreCondition",
                "JsonDefaultIgnoreCondition is Always, so no member would ever be sent. Mark individual members [JsonIgnore] instead."
            ),
            _ when !IsKnown(NamingNumber(attribute)) => (
                "JsonNamingPolicy",
                "JsonNamingPolicy is not a policy of System.Text.Json. Use a value of JsonKnownNamingPolicy."
            ),
            _ => null,
        };

    // What is no policy is a problem of its own; what is generated all the same has to compile.
    private static NamingPolicy Naming(AttributeData attribute) =>
        IsKnown(NamingNumber(attribute)) ? (NamingPolicy)NamingNumber(attribute) : NamingPolicy.CamelCase;

    private static IgnoreCondition DefaultIgnoreCondition(AttributeData attribute) =>
        (IgnoreCondition)Number(attribute, "JsonDefaultIgnoreCondition", 0);

    private static int NamingNumber(AttributeData attribute) => Number(attribute, "JsonNamingPolicy", (int)NamingPolicy.CamelCase);

    private static bool IsKnown(int policy) => policy is >= 0 and <= (int)NamingPolicy.KebabCaseUpper;

    private static OwnContext? ParseOwn(AttributeData attribute) =>
        attribute.Named("JsonContext")?.Value is INamedTypeSymbol context && IsContext(context)
            ? new(TypeNames.Of(context), Listed(context).OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray())
            : null;

    private static bool IsContext(INamedTypeSymbol type) =>
        type.BaseType.DerivesFrom("System.Text.Json.Serialization.JsonSerializerContext")
        && !type.IsUnboundGenericType
        && TypeNames.CanBeNamed(type);

    private static IEnumerable<string> Listed(INamedTypeSymbol context) =>
        from attribute in context.GetAttributes()
        where
            attribute.AttributeClass is { Name: "JsonSerializableAttribute" } && attribute.ConstructorArguments is [{ Value: ITypeSymbol }]
        select TypeNames.Of((ITypeSymbol)attribute.ConstructorArguments[0].Value!);

    private static int Number(AttributeData attribute, string name, int otherwise) => attribute.Named(name)?.Value as int? ?? otherwise;
}
