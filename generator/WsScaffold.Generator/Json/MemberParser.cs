using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WsScaffold.Generator.Json.Enums;

namespace WsScaffold.Generator.Json;

/// <summary>Describes one property or field, or leaves it out where the reflection serializer would.</summary>
internal static class MemberParser
{
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

        return
            Parse(property, property.Type, property.OriginalDefinition.Type, property.IsRequired && asksForRequired, walk) is not { } member
            ? null
            : member with
            {
                IsVirtual = property.IsVirtual || property.IsOverride || property.IsAbstract,
                IsIncluded = included,
                HasSetterCode = HasCode(property.SetMethod),
                Getter = member.IgnoreCondition == IgnoreCondition.Always ? Access.None : Reach(property.GetMethod, property, included),
                Setter = member.IgnoreCondition == IgnoreCondition.Always ? Access.None : Reach(property.SetMethod, property, included),
            };
    }

    public static MemberModel? Parse(IFieldSymbol field, bool asksForRequired, ClosureWalk walk)
    {
        var included = JsonAttributes.Has(field, "JsonIncludeAttribute");
        if (field.IsStatic || IsNoField(field) || !(included || field.DeclaredAccessibility == Accessibility.Public))
        {
            return null;
        }

        var access = field.DeclaredAccessibility == Accessibility.Public && !UseWarnings.Apply(field) ? Access.Direct : Access.Accessor;
        return Parse(field, field.Type, field.OriginalDefinition.Type, field.IsRequired && asksForRequired, walk) is not { } member
            ? null
            : member with
            {
                IsField = true,
                IsIncluded = included,
                Getter = member.IgnoreCondition == IgnoreCondition.Always ? Access.None : access,
                Setter = member.IgnoreCondition == IgnoreCondition.Always || field.IsReadOnly ? Access.None : access,
            };
    }

    private static MemberModel? Parse(ISymbol member, ITypeSymbol type, ITypeSymbol openType, bool required, ClosureWalk walk)
    {
        var ignore = JsonAttributes.IgnoreConditionOf(member);
        ConverterModel? converter = null;
        if (ignore != IgnoreCondition.Always)
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

        var typeName = ignore == IgnoreCondition.Always && !CanBeTypeArgument(type) ? "object" : TypeNames.Of(type);
        var isExtensionData = JsonAttributes.Has(member, "JsonExtensionDataAttribute");
        if (isExtensionData && ignore != IgnoreCondition.Always && !HoldsExtensionData(type))
        {
            walk.Reject(member, member.Name, typeName, UnsupportedReason.ExtensionData);
        }

        return new(member.Name, typeName, TypeNames.Of(openType), Owners.Of(member.ContainingType))
        {
            IsRequired = required || JsonAttributes.Has(member, "JsonRequiredAttribute"),
            IsExtensionData = isExtensionData,
            GetNotNull = Nullability.OutIsNotNull(member, type),
            SetNotNull = Nullability.InIsNotNull(member, type),
            JsonName = JsonAttributes.Text(member, "JsonPropertyNameAttribute"),
            Order = JsonAttributes.Number(member, "JsonPropertyOrderAttribute") ?? 0,
            IgnoreCondition = ignore,
            NumberHandling = JsonAttributes.NumberHandlingOf(member),
            Creation = JsonAttributes.CreationOf(member),
            Converter = converter,
        };
    }

    // Those of a record's parameter have none; what the compiler made is marked as such where there is no source.
    private static bool HasCode(IMethodSymbol? accessor) =>
        accessor?.DeclaringSyntaxReferences is { } declarations
        && (
            declarations.Length == 0
                ? !accessor.IsImplicitlyDeclared
                    && !accessor.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute")
                : declarations.Any(static declaration =>
                    declaration.GetSyntax() is not (AccessorDeclarationSyntax { Body: null, ExpressionBody: null } or ParameterSyntax)
                )
        );

    // Non-public accessors count only beside [JsonInclude].
    private static Access Reach(IMethodSymbol? accessor, IPropertySymbol property, bool included) => accessor switch
    {
        null => Access.None,
        { DeclaredAccessibility: Accessibility.Public, IsInitOnly: false } when !UseWarnings.Apply(property) => Access.Direct,
        { DeclaredAccessibility: Accessibility.Public } => Access.Accessor,
        _ => included ? Access.Accessor : Access.None,
    };

    // https://learn.microsoft.com/dotnet/standard/serialization/system-text-json/handle-overflow
    private static bool HoldsExtensionData(ITypeSymbol type) =>
        TypeNames.OfDefinition(type) == "System.Text.Json.Nodes.JsonObject"
        || (type is INamedTypeSymbol named && named.AllInterfaces.Add(named).Any(i => TypeNames.Of(i)
            is "global::System.Collections.Generic.IDictionary<string, object>"
            or "global::System.Collections.Generic.IDictionary<string, global::System.Text.Json.JsonElement>"));

    // The compiler's own fields behind properties, and the items of a long tuple that its last field holds.
    private static bool IsNoField(IFieldSymbol field) => field.ContainingType.IsTupleType
        ? field.ContainingType.OriginalDefinition.GetMembers(field.Name).Length == 0
        : field.IsImplicitlyDeclared;

    private static bool CanBeTypeArgument(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => false,
        IArrayTypeSymbol array => CanBeTypeArgument(array.ElementType),
        _ => TypeNames.CanBeNamed(type) && !type.IsRefLikeType,
    };

    private static bool IsPublic(IMethodSymbol? accessor) => accessor?.DeclaredAccessibility == Accessibility.Public;
}
