using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Json;

/// <summary>Describes the type that declares a member.</summary>
internal static class Owners
{
    public static OwnerModel Of(INamedTypeSymbol type) => new(TypeNames.Of(type), type.IsValueType, Generic(type));

    private static GenericOwner? Generic(INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        var parameters = new List<ITypeParameterSymbol>();
        var arguments = new List<ITypeSymbol>();
        for (var (open, closed) = (definition, type); open is not null; (open, closed) = (open.ContainingType, closed!.ContainingType))
        {
            parameters.InsertRange(0, open.TypeParameters);
            arguments.InsertRange(0, closed!.TypeArguments);
        }

        return parameters.Count == 0 ? null : new(
            TypeNames.Of(definition),
            $"<{string.Join(", ", parameters.Select(TypeNames.Of))}>",
            $"<{string.Join(", ", arguments.Select(TypeNames.Of))}>",
            string.Join(" ", parameters.Select(Constraints).Where(text => text.Length > 0)));
    }

    private static string Constraints(ITypeParameterSymbol parameter)
    {
        var parts = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
        {
            parts.Add("unmanaged");
        }
        else if (parameter.HasValueTypeConstraint)
        {
            parts.Add("struct");
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            parts.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        }
        else if (parameter.HasNotNullConstraint)
        {
            parts.Add("notnull");
        }

        parts.AddRange(parameter.ConstraintTypes.Select(TypeNames.Of));
        if (parameter.HasConstructorConstraint)
        {
            parts.Add("new()");
        }

        return parts.Count == 0 ? "" : $"where {TypeNames.Of(parameter)} : {string.Join(", ", parts)}";
    }
}
