using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.Generator.Json;

/// <summary>Reads what the API's attribute says about JSON.</summary>
internal static class ContractOptionsParser
{
    // Trees survive edits elsewhere, so an edit looks through one file only. Handlers need to know while they are parsed
    // which types the project's own context takes care of.
    private static readonly ConditionalWeakTable<SyntaxTree, ClassDeclarationSyntax[]> s_candidates = new();
    private static readonly ConditionalWeakTable<Compilation, ContractOptions> s_options = new();

    /// <summary>The options of the project's API; the defaults when it has none.</summary>
    public static ContractOptions Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (!s_options.TryGetValue(compilation, out var options))
        {
            options = Find(compilation, cancellationToken);
            s_options.GetValue(compilation, _ => options);
        }

        return options;
    }

    public static ContractOptions Parse(AttributeData attribute) => new(
        (EnumStyle)Number(attribute, "JsonEnumStyle", 0),
        (NamingPolicy)Number(attribute, "JsonNamingPolicy", (int)NamingPolicy.CamelCase),
        Number(attribute, "JsonDefaultIgnoreCondition", 0),
        Number(attribute, "JsonNumberHandling", 0),
        attribute.Named("JsonPropertyNameCaseInsensitive")?.Value is true,
        attribute.Named("JsonRespectNullableAnnotations")?.Value is not false,
        ParseOwn(attribute));

    /// <summary>What of the attribute can't be; null when all of it can.</summary>
    public static string? Problem(AttributeData attribute) => attribute switch
    {
        _ when attribute.Named("JsonContext")?.Value is ITypeSymbol { TypeKind: not TypeKind.Error } type && !(type is INamedTypeSymbol context && IsContext(context)) =>
            $"its JsonContext '{type.ToDisplayString()}' is no context that generated code can use. Name a public or internal class that derives from JsonSerializerContext.",
        _ when Number(attribute, "JsonDefaultIgnoreCondition", 0) == MemberParser.Always =>
            "its JsonDefaultIgnoreCondition is Always, so no member would ever be sent. Mark single members [JsonIgnore].",
        _ when Number(attribute, "JsonNamingPolicy", 0) is < 0 or > (int)NamingPolicy.KebabCaseUpper =>
            "its JsonNamingPolicy is none that System.Text.Json knows. Name a value of JsonKnownNamingPolicy.",
        _ => null,
    };

    private static ContractOptions Find(Compilation compilation, CancellationToken cancellationToken)
    {
        var apis = new List<INamedTypeSymbol>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var candidates = s_candidates.GetValue(tree, tree => Candidates(tree, cancellationToken));
            foreach (var candidate in candidates)
            {
                if (compilation.GetSemanticModel(tree).GetDeclaredSymbol(candidate, cancellationToken) is INamedTypeSymbol type
                    && type.Attribute(WellKnown.WebSocketApi) is not null)
                {
                    apis.Add(type);
                }
            }
        }

        // Of several, the same one that becomes the API.
        var first = apis.OrderBy(static type => type.GlobalName(), StringComparer.Ordinal).FirstOrDefault();
        return first?.Attribute(WellKnown.WebSocketApi) is { } attribute ? Parse(attribute) : ContractOptions.Default;
    }

    private static ClassDeclarationSyntax[] Candidates(SyntaxTree tree, CancellationToken cancellationToken) =>
    [
        .. tree.GetRoot(cancellationToken)
            .DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<ClassDeclarationSyntax>()
            .Where(static type => type.AttributeLists.Count > 0 && type.AttributeLists.ToString().Contains("WebSocketApi")),
    ];

    private static OwnContext? ParseOwn(AttributeData attribute) =>
        attribute.Named("JsonContext")?.Value is INamedTypeSymbol context && IsContext(context)
            ? new(TypeNames.Of(context), Listed(context).OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray())
            : null;

    private static bool IsContext(INamedTypeSymbol type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (TypeNames.OfDefinition(at) == "System.Text.Json.Serialization.JsonSerializerContext")
            {
                return !type.IsUnboundGenericType && TypeNames.CanBeNamed(type);
            }
        }

        return false;
    }

    private static IEnumerable<string> Listed(INamedTypeSymbol context) =>
        from attribute in context.GetAttributes()
        where attribute.AttributeClass is { Name: "JsonSerializableAttribute" } && attribute.ConstructorArguments is [{ Value: ITypeSymbol }]
        select TypeNames.Of((ITypeSymbol)attribute.ConstructorArguments[0].Value!);

    private static int Number(AttributeData attribute, string name, int otherwise) => attribute.Named(name)?.Value as int? ?? otherwise;
}
