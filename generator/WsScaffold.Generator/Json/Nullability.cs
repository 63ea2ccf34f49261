using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Json;

/// <summary>
/// Says where null is an error, as <c>System.Reflection.NullabilityInfoContext</c> would: from the declaration, never from
/// its instantiation, because a closed generic type carries no annotations at run time.
/// </summary>
internal static class Nullability
{
    public static bool CanBeNull(ITypeSymbol type) =>
        type.IsReferenceType || type.NullableUnderlying() is not null;

    /// <summary>Reading the member never gives null.</summary>
    public static bool OutIsNotNull(ISymbol declaration, ITypeSymbol type) =>
        CanBeNull(type) && Decide(declaration, "NotNullAttribute", "MaybeNullAttribute");

    /// <summary>The member, or parameter, must not be given null.</summary>
    public static bool InIsNotNull(ISymbol declaration, ITypeSymbol type) =>
        CanBeNull(type) && Decide(declaration, "DisallowNullAttribute", "AllowNullAttribute");

    private static bool Decide(ISymbol symbol, string not, string maybe)
    {
        var declaration = symbol.OriginalDefinition;
        if (HasFlowAttribute(declaration, maybe))
        {
            return false;
        }

        return HasFlowAttribute(declaration, not) || IsNotNull(declaration switch
        {
            IPropertySymbol property => property.Type,
            IFieldSymbol field => field.Type,
            IParameterSymbol parameter => parameter.Type,
            _ => null,
        });
    }

    private static bool IsNotNull(ITypeSymbol? type) =>
        type is { NullableAnnotation: NullableAnnotation.NotAnnotated }
        && (type is not ITypeParameterSymbol parameter || IsNotNull(parameter));

    private static bool IsNotNull(ITypeParameterSymbol parameter) =>
        parameter.HasNotNullConstraint
        || (parameter.HasReferenceTypeConstraint && parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.NotAnnotated)
        || parameter.ConstraintNullableAnnotations.Contains(NullableAnnotation.NotAnnotated);

    private static bool HasFlowAttribute(ISymbol symbol, string name) =>
        symbol.Attribute("System.Diagnostics.CodeAnalysis." + name) is not null;
}
