using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Json;

/// <summary>Chooses the constructor that reading calls, by System.Text.Json's rules.</summary>
internal static class ConstructorParser
{
    /// <summary>
    /// <c>[JsonConstructor]</c>, else the public parameterless one, else the only public one; a struct without the attribute
    /// starts as its default. Null when there is none.
    /// </summary>
    public static IMethodSymbol? Choose(INamedTypeSymbol type)
    {
        if (type.IsAbstract || type.TypeKind == TypeKind.Interface)
        {
            return null;
        }

        var marked = type.InstanceConstructors.FirstOrDefault(c => JsonAttributes.Has(c, "JsonConstructorAttribute"));
        if (marked is not null)
        {
            return marked;
        }

        // Read-only, so that its default would stay empty: the one struct that System.Text.Json makes an exception for.
        if (TypeNames.OfDefinition(type) == "System.Collections.Generic.KeyValuePair")
        {
            return type.InstanceConstructors.FirstOrDefault(c => c.Parameters.Length == 2);
        }

        var open = type.InstanceConstructors.Where(c => c.DeclaredAccessibility == Accessibility.Public).ToArray();
        return open.FirstOrDefault(c => c.Parameters.Length == 0) ?? (open.Length == 1 ? open[0] : null);
    }

    public static ConstructorModel? Parse(INamedTypeSymbol type, IMethodSymbol? constructor)
    {
        if (constructor is null)
        {
            return null;
        }

        var kind = constructor switch
        {
            { IsImplicitlyDeclared: true, ContainingType.IsValueType: true } => ConstructorKind.Default,
            { DeclaredAccessibility: not Accessibility.Public } => ConstructorKind.Accessor,
            _ when UseWarnings.Apply(constructor) => ConstructorKind.Accessor,
            _ when SetsRequiredMembers(constructor) => ConstructorKind.New,
            _ => type.RequiredMember() is not null ? ConstructorKind.Accessor : ConstructorKind.New,
        };
        var open = constructor.OriginalDefinition.Parameters;
        return new(kind, Owners.Of(type), constructor.Parameters.Select((parameter, i) => Parse(parameter, open[i])).ToEquatableArray());
    }

    /// <summary>The constructor vouches for the <c>required</c> members, so reading does not ask for them.</summary>
    public static bool SetsRequiredMembers(IMethodSymbol? constructor) => constructor?.Attribute(WellKnown.SetsRequiredMembers) is not null;

    private static ParameterModel Parse(IParameterSymbol parameter, IParameterSymbol open) => new(
        parameter.Name,
        TypeNames.Of(parameter.Type),
        TypeNames.Of(open.Type),
        Nullability.CanBeNull(parameter.Type) && !Nullability.InIsNotNull(open, parameter.Type),
        parameter.HasExplicitDefaultValue ? DefaultValue(parameter) : null);

    // Boxed, and so of exactly the parameter's type.
    private static string DefaultValue(IParameterSymbol parameter) => parameter.ExplicitDefaultValue is { } value
        ? Literals.Cast(TypeNames.Of(parameter.Type.NullableUnderlying() ?? parameter.Type), value)
        : $"default({TypeNames.Of(parameter.Type)})";
}
