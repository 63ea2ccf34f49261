using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json.Enums;

namespace WsScaffold.Generator.Json;

/// <summary>Reads the attributes of System.Text.Json.Serialization from a symbol.</summary>
internal static class JsonAttributes
{
    private const string Namespace = "System.Text.Json.Serialization.";

    public static AttributeData? Find(ISymbol symbol, string name) => symbol.Attribute(Namespace + name);

    public static bool Has(ISymbol symbol, string name) => Find(symbol, name) is not null;

    /// <summary>The attribute's only constructor argument; null without the attribute.</summary>
    public static string? Text(ISymbol symbol, string name) =>
        Find(symbol, name)?.ConstructorArguments is [{ Value: string value }] ? value : null;

    /// <inheritdoc cref="Text"/>
    public static int? Number(ISymbol symbol, string name) =>
        Find(symbol, name)?.ConstructorArguments is [{ Value: int value }] ? value : null;

    public static NumberHandling? NumberHandlingOf(ISymbol symbol) => (NumberHandling?)Number(symbol, "JsonNumberHandlingAttribute");

    public static ObjectCreation? CreationOf(ISymbol symbol) => (ObjectCreation?)Number(symbol, "JsonObjectCreationHandlingAttribute");

    public static UnmappedMembers? UnmappedMembersOf(ISymbol symbol) =>
        (UnmappedMembers?)Number(symbol, "JsonUnmappedMemberHandlingAttribute");

    /// <summary>The condition of <c>[JsonIgnore]</c>, <c>Always</c> unless the attribute has another; null without the attribute.</summary>
    public static IgnoreCondition? IgnoreConditionOf(ISymbol symbol) =>
        Find(symbol, "JsonIgnoreAttribute") is { } ignore
            ? (IgnoreCondition)(ignore.Named("Condition")?.Value as int? ?? (int)IgnoreCondition.Always)
            : null;

    /// <summary>Whether <c>[JsonIgnore]</c> leaves the member out altogether.</summary>
    public static bool IsIgnored(ISymbol symbol) => IgnoreConditionOf(symbol) == IgnoreCondition.Always;

    /// <summary>The name of a property or field in JSON.</summary>
    public static string NameOf(ISymbol member, NamingPolicy policy) =>
        Text(member, "JsonPropertyNameAttribute") ?? MemberNames.Convert(member.Name, policy);

    /// <summary>Each <c>[JsonDerivedType]</c> of a type, with the type that it names.</summary>
    public static IEnumerable<(AttributeData Attribute, INamedTypeSymbol Type)> DerivedTypes(ITypeSymbol type) =>
        from attribute in type.GetAttributes()
        where attribute is { AttributeClass.Name: "JsonDerivedTypeAttribute", ConstructorArguments: [{ Value: INamedTypeSymbol }, ..] }
        select (attribute, (INamedTypeSymbol)attribute.ConstructorArguments[0].Value!);
}
