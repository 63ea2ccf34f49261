using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace WsScaffold.CodeFixes.Parameters;

/// <summary>Adds <c>[FromServices]</c> or <c>[FromQuery]</c> to a parameter that can't be the body.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SourceFix)), Shared]
public sealed class SourceFix() : RuleFix("Add [FromServices] or [FromQuery]", "WSS0302", "WSS0303")
{
    private protected override async Task<SyntaxNode?> FixAsync(
        Document document, SyntaxNode root, SyntaxNode node, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is not { Parent.Parent: MethodDeclarationSyntax method } parameter
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(parameter, cancellationToken) is not IParameterSymbol symbol)
        {
            return null;
        }

        var attribute = IsService(symbol.Type) ? "WsScaffold.FromServices"
            : IsText(symbol.Type) && Written.AttributeOf(method, "ConnectRoute") is not null ? "WsScaffold.FromQuery"
            : null;
        return attribute is null ? null : root.ReplaceNode(parameter, parameter
            .WithoutLeadingTrivia()
            .AddAttributeLists(Written.Attribute(attribute))
            .WithLeadingTrivia(parameter.GetLeadingTrivia())
            .WithAdditionalAnnotations(Formatter.Annotation));
    }

    // Records, collections and classes with public settable properties look like data, so they may be the body.
    private static bool IsService(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsRecord: false, SpecialType: SpecialType.None }
        && !type.AllInterfaces.Any(static candidate => candidate.SpecialType == SpecialType.System_Collections_IEnumerable)
        && !type.GetMembers().OfType<IPropertySymbol>().Any(static property => property is
            { DeclaredAccessibility: Accessibility.Public, IsStatic: false, SetMethod.DeclaredAccessibility: Accessibility.Public });

    private static bool IsText(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String
        || type.TypeKind == TypeKind.Enum
        || type.AllInterfaces.Any(candidate => candidate is { Name: "IParsable", TypeArguments: [var self] }
            && SymbolEqualityComparer.Default.Equals(self, type));
}
