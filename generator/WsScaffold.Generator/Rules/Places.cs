using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.Generator.Rules;

/// <summary>
/// Where the smallest wrong thing is written. Null when it is not in source. Places are for diagnostics alone: no model
/// may hold one.
/// </summary>
internal static class Places
{
    /// <summary>The name in the declaration.</summary>
    public static Location? Of(ISymbol symbol) => symbol.Locations.FirstOrDefault(static location => location.IsInSource);

    /// <summary>The type that a parameter, property or field is declared with.</summary>
    public static Location? TypeOf(ISymbol symbol) => TypeSyntaxOf(symbol)?.GetLocation() ?? Of(symbol);

    /// <summary>The first type argument in the type of a parameter: <c>T</c> of <c>IClients&lt;T&gt;</c>.</summary>
    public static Location? TypeArgumentOf(IParameterSymbol parameter) =>
        TypeSyntaxOf(parameter)?.DescendantNodesAndSelf().OfType<TypeArgumentListSyntax>().FirstOrDefault()?.Arguments.FirstOrDefault()?.GetLocation()
        ?? TypeOf(parameter);

    public static Location? ReturnTypeOf(IMethodSymbol method) =>
        SyntaxOf(method) is MethodDeclarationSyntax declaration ? declaration.ReturnType.GetLocation() : Of(method);

    /// <summary>The <c>ref</c>, <c>in</c> or <c>out</c> of a parameter.</summary>
    public static Location? ModifierOf(IParameterSymbol parameter)
    {
        foreach (var modifier in (SyntaxOf(parameter) as ParameterSyntax)?.Modifiers ?? default)
        {
            if (modifier.Kind() is SyntaxKind.RefKeyword or SyntaxKind.InKeyword or SyntaxKind.OutKeyword)
            {
                return modifier.GetLocation();
            }
        }

        return TypeOf(parameter);
    }

    /// <summary>The name of an attribute.</summary>
    public static Location? Of(AttributeData attribute) => SyntaxOf(attribute)?.Name.GetLocation();

    /// <summary>An attribute's argument by its name, or its first without one; the attribute's name when it isn't there.</summary>
    public static Location? Argument(AttributeData attribute, string? name = null) =>
        SyntaxOf(attribute)?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name) is { } argument
            ? (name is null ? argument.Expression : (SyntaxNode)argument).GetLocation()
            : Of(attribute);

    /// <summary>The value of an attribute's named argument.</summary>
    public static Location? Value(AttributeData attribute, string name) =>
        SyntaxOf(attribute)?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression.GetLocation()
        ?? Of(attribute);

    /// <summary>The name of the member that an expression calls or reads.</summary>
    public static Location NameIn(SyntaxNode expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.GetLocation(),
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.GetLocation(),
        MemberAccessExpressionSyntax access => access.Name.GetLocation(),
        MemberBindingExpressionSyntax binding => binding.Name.GetLocation(),
        _ => expression.GetLocation(),
    };

    private static AttributeSyntax? SyntaxOf(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;

    private static SyntaxNode? SyntaxOf(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    private static TypeSyntax? TypeSyntaxOf(ISymbol symbol) => SyntaxOf(symbol) switch
    {
        ParameterSyntax parameter => parameter.Type,
        PropertyDeclarationSyntax property => property.Type,
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax fields } => fields.Type,
        _ => null,
    };
}
