using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Json;

/// <summary>Describes an enum.</summary>
internal static class EnumParser
{
    public static EnumContract Parse(INamedTypeSymbol type)
    {
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue).ToArray();
        return new(TypeNames.Of(type))
        {
            UnderlyingTypeName = TypeNames.Of(type.EnumUnderlyingType!),
            Names = fields.Select(static field => new EnumNameModel(field.Name, Literals.Of(field.ConstantValue!))).ToEquatableArray(),
            NotDirect = fields.Any(static field => JsonAttributes.Has(field, "JsonStringEnumMemberNameAttribute"))
                ? "has names of its own in JSON"
                : null,
        };
    }
}
