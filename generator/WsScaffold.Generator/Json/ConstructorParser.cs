using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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
            _ => HasRequiredMembers(type) ? ConstructorKind.Accessor : ConstructorKind.New,
        };
        var open = constructor.OriginalDefinition.Parameters;
        return new(kind, Owners.Of(type), constructor.Parameters.Select((parameter, i) => Parse(parameter, open[i])).ToEquatableArray());
    }

    /// <summary>The constructor vouches for the <c>required</c> members, so reading does not ask for them.</summary>
    public static bool SetsRequiredMembers(IMethodSymbol? constructor) => constructor is not null && constructor.GetAttributes().Any(attribute =>
        attribute.AttributeClass is { Name: "SetsRequiredMembersAttribute" } type
        && TypeNames.OfDefinition(type) == "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute");

    private static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return true;
            }
        }

        return false;
    }

    private static ParameterModel Parse(IParameterSymbol parameter, IParameterSymbol open) => new(
        parameter.Name,
        TypeNames.Of(parameter.Type),
        TypeNames.Of(open.Type),
        Nullability.CanBeNull(parameter.Type) && !Nullability.InIsNotNull(open, parameter.Type),
        parameter.HasExplicitDefaultValue ? DefaultValue(parameter) : null);

    // Boxed, and so of exactly the parameter's type.
    private static string DefaultValue(IParameterSymbol parameter)
    {
        var type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : parameter.Type;
        return parameter.ExplicitDefaultValue is { } value
            ? $"({TypeNames.Of(type)}){Literal(value)}"
            : $"default({TypeNames.Of(parameter.Type)})";
    }

    private static string Literal(object value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        double number => $"({number.ToString("R", CultureInfo.InvariantCulture)}D)",
        float number => $"({number.ToString("R", CultureInfo.InvariantCulture)}F)",
        decimal number => $"({number.ToString(CultureInfo.InvariantCulture)}M)",
        _ => $"({SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)})",
    };
}
