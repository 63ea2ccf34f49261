using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.Generator.Rules;

/// <summary>
/// Finds the smallest piece of source text to underline; null for a symbol without source. Only diagnostics may use these
/// locations: a model that holds one would never compare equal.
/// </summary>
internal static class Places
{
    /// <summary>The symbol's name in its declaration.</summary>
    public static Location? Of(ISymbol symbol) => symbol.Locations.FirstOrDefault(static location => location.IsInSource);

    /// <summary>The declared type of a parameter, property or field.</summary>
    public static Location? TypeOf(ISymbol symbol) => TypeSyntaxOf(symbol)?.GetLocation() ?? Of(symbol);

    /// <summary>The first type argument in the type of a parameter: <c>T</c> of <c>IClients&lt;T&gt;</c>.</summary>
    public static Location? TypeArgumentOf(IParameterSymbol parameter) =>
        TypeSyntaxOf(parameter)?.DescendantNodesAndSelf().OfType<TypeArgumentListSyntax>().FirstOrDefault()
            ?.Arguments.FirstOrDefault()?.GetLocation()
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

    /// <summary>
    /// The attribute's argument with the given name, or its first positional argument. The attribute's name if that argument
    /// is missing.
    /// </summary>
    public static Location? Argument(AttributeData attribute, string? name = null) => ArgumentOf(attribute, name) is { } argument
        ? (name is null ? argument.Expression : (SyntaxNode)argument).GetLocation()
        : Of(attribute);

    /// <summary>The value of the attribute's named argument. The attribute's name if that argument is missing.</summary>
    public static Location? Value(AttributeData attribute, string name) =>
        ArgumentOf(attribute, name)?.Expression.GetLocation() ?? Of(attribute);

    /// <summary>The name of the member that an expression calls or reads.</summary>
    public static Location NameIn(SyntaxNode expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.GetLocation(),
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.GetLocation(),
        MemberAccessExpressionSyntax access => access.Name.GetLocation(),
        MemberBindingExpressionSyntax binding => binding.Name.GetLocation(),
        _ => expression.GetLocation(),
    };

    private static AttributeArgumentSyntax? ArgumentOf(AttributeData attribute, string? name) =>
        SyntaxOf(attribute)?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);

    private static AttributeSyntax? SyntaxOf(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;

    private static SyntaxNode? SyntaxOf(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    private static TypeSyntax? TypeSyntaxOf(ISymbol symbol) => SyntaxOf(symbol) switch
    {
        ParameterSyntax parameter => parameter.Type,
        PropertyDeclarationSyntax property => property.Type,
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax fields } => fields.Type,
        _ => null,
    };
}
