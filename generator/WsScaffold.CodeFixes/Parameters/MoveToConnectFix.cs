using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace WsScaffold.CodeFixes.Parameters;

/// <summary>Moves a value of the handshake that a handler doesn't use yet to the class's <c>$connect</c> handler.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveToConnectFix)), Shared]
public sealed class MoveToConnectFix() : SyntaxFix("Move it to the $connect handler", "WSS0304")
{
    private protected override SyntaxNode? Mend(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is not { Parent.Parent: MethodDeclarationSyntax { Parent: TypeDeclarationSyntax type } method } parameter
            || type.Members.OfType<MethodDeclarationSyntax>().FirstOrDefault(static member => Written.AttributeOf(member, "ConnectRoute") is not null) is not { } connect
            || connect == method
            || IsUsed(parameter, method)
            || connect.ParameterList.Parameters.Any(other => other.Identifier.ValueText == parameter.Identifier.ValueText))
        {
            return null;
        }

        // Required ones stand before those with a default.
        var parameters = connect.ParameterList.Parameters;
        var optional = parameters.IndexOf(static other => other.Default is not null);
        var moved = parameter.WithoutTrivia();
        var index = parameter.Default is null && optional >= 0 ? optional : parameters.Count;
        return root.ReplaceNodes([method, connect], (before, after) => before == method
            ? ((MethodDeclarationSyntax)after).RemoveNode(((MethodDeclarationSyntax)after).ParameterList.Parameters[method.ParameterList.Parameters.IndexOf(parameter)], SyntaxRemoveOptions.KeepNoTrivia)!
            : connect.WithParameterList(connect.ParameterList.WithParameters(parameters.Insert(index, moved))).WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static bool IsUsed(ParameterSyntax parameter, MethodDeclarationSyntax method) =>
        method.DescendantNodes().OfType<IdentifierNameSyntax>().Any(use => use.Identifier.ValueText == parameter.Identifier.ValueText);
}
