using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Json;

/// <summary>Describes one property or field, or leaves it out where the reflection serializer would.</summary>
internal static class MemberParser
{
    /// <summary>The value of <c>JsonIgnoreCondition.Always</c>.</summary>
    public const int Always = 1;

    public static MemberModel? Parse(IPropertySymbol property, bool asksForRequired, ClosureWalk walk)
    {
        var included = JsonAttributes.Has(property, "JsonIncludeAttribute");
        if (property.IsStatic
            || property.IsIndexer
            || property.ExplicitInterfaceImplementations.Length > 0
            || !(included || IsPublic(property.GetMethod) || IsPublic(property.SetMethod)))
        {
            return null;
        }

        return Parse(property, property.Type, property.OriginalDefinition.Type, property.IsRequired && asksForRequired, walk) is not { } member ? null : member with
        {
            IsVirtual = property.IsVirtual || property.IsOverride || property.IsAbstract,
            IsIncluded = included,
            Getter = member.IgnoreCondition == Always ? Access.None : Reach(property.GetMethod, property, included),
            Setter = member.IgnoreCondition == Always ? Access.None : Reach(property.SetMethod, property, included),
        };
    }

    public static MemberModel? Parse(IFieldSymbol field, bool asksForRequired, ClosureWalk walk)
    {
        var included = JsonAttributes.Has(field, "JsonIncludeAttribute");
        if (field.IsStatic || field.IsImplicitlyDeclared || !(included || field.DeclaredAccessibility == Accessibility.Public))
        {
            return null;
        }

        var access = field.DeclaredAccessibility == Accessibility.Public && !WarnsOnUse(field) ? Access.Direct : Access.Accessor;
        return Parse(field, field.Type, field.OriginalDefinition.Type, field.IsRequired && asksForRequired, walk) is not { } member ? null : member with
        {
            IsField = true,
            IsIncluded = included,
            Getter = member.IgnoreCondition == Always ? Access.None : access,
            Setter = member.IgnoreCondition == Always || field.IsReadOnly ? Access.None : access,
        };
    }

    private static MemberModel? Parse(ISymbol member, ITypeSymbol type, ITypeSymbol openType, bool required, ClosureWalk walk)
    {
        var ignore = JsonAttributes.IgnoreCondition(member);
        ConverterModel? converter = null;
        if (ignore != Always)
        {
            if (ConverterParser.Find(member, type, walk, out converter))
            {
                if (converter is null)
                {
                    return null;
                }
            }

            // Needed beside a converter of the member's own too: System.Text.Json looks up the type's contract all the same.
            walk.Reach(type, "." + member.Name, member);
            if (!TypeNames.CanBeNamed(type) || type.IsRefLikeType)
            {
                return null;
            }
        }

        var typeName = ignore == Always && !CanBeTypeArgument(type) ? "object" : TypeNames.Of(type);
        return new(member.Name, typeName, TypeNames.Of(openType), Owners.Of(member.ContainingType))
        {
            IsRequired = required || JsonAttributes.Has(member, "JsonRequiredAttribute"),
            IsExtensionData = JsonAttributes.Has(member, "JsonExtensionDataAttribute"),
            GetNotNull = Nullability.OutIsNotNull(member, type),
            SetNotNull = Nullability.InIsNotNull(member, type),
            JsonName = JsonAttributes.Argument<string>(member, "JsonPropertyNameAttribute"),
            Order = JsonAttributes.Number(member, "JsonPropertyOrderAttribute") ?? 0,
            IgnoreCondition = ignore,
            NumberHandling = JsonAttributes.Number(member, "JsonNumberHandlingAttribute"),
            Creation = JsonAttributes.Number(member, "JsonObjectCreationHandlingAttribute"),
            Converter = converter,
        };
    }

    // Non-public accessors count only beside [JsonInclude].
    private static Access Reach(IMethodSymbol? accessor, IPropertySymbol property, bool included) => accessor switch
    {
        null => Access.None,
        { DeclaredAccessibility: Accessibility.Public, IsInitOnly: false } when !WarnsOnUse(property) => Access.Direct,
        { DeclaredAccessibility: Accessibility.Public } => Access.Accessor,
        _ => included ? Access.Accessor : Access.None,
    };

    // The warning is for people; an unsafe accessor names the member without using it.
    private static bool WarnsOnUse(ISymbol member) =>
        member.ContainingType.TypeKind != TypeKind.Interface
        && member.GetAttributes().Any(attribute => attribute.AttributeClass is { } type
            && TypeNames.OfDefinition(type) is "System.ObsoleteAttribute" or "System.Diagnostics.CodeAnalysis.ExperimentalAttribute");

    private static bool CanBeTypeArgument(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => false,
        IArrayTypeSymbol array => CanBeTypeArgument(array.ElementType),
        _ => TypeNames.CanBeNamed(type) && !type.IsRefLikeType,
    };

    private static bool IsPublic(IMethodSymbol? accessor) => accessor?.DeclaredAccessibility == Accessibility.Public;
}
