using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.Parameters;

/// <summary>Says where a parameter comes from that can't be the body: services, or the query string of the handshake.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SourceFix)), Shared]
public sealed class SourceFix() : RuleFix("Say where the parameter comes from", "WSS0302", "WSS0303")
{
    private protected override async Task<SyntaxNode?> MendAsync(Document document, SyntaxNode root, SyntaxNode node, CancellationToken cancellationToken)
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
            .WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation));
    }

    // A class that shows no data: what has public properties to set, or is a record, may well be the body.
    private static bool IsService(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsRecord: false, SpecialType: SpecialType.None }
        && !type.AllInterfaces.Any(static candidate => candidate.SpecialType == SpecialType.System_Collections_IEnumerable)
        && !type.GetMembers().Any(static member => member is IPropertySymbol { DeclaredAccessibility: Accessibility.Public, IsStatic: false, SetMethod.DeclaredAccessibility: Accessibility.Public });

    private static bool IsText(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String
        || type.TypeKind == TypeKind.Enum
        || type.AllInterfaces.Any(candidate => candidate is { Name: "IParsable", TypeArguments: [var self] } && SymbolEqualityComparer.Default.Equals(self, type));
}
