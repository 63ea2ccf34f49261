using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace WsScaffold.CodeFixes.Parameters;

/// <summary>Moves a parameter with a handshake value, if it isn't used yet, to the <c>$connect</c> handler of the class.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveToConnectFix)), Shared]
public sealed class MoveToConnectFix() : SyntaxFix("Move the parameter to the $connect handler", "WSS0304")
{
    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is not { Parent.Parent: MethodDeclarationSyntax method } parameter
            || method.Parent is not TypeDeclarationSyntax type
            || ConnectHandlerOf(type) is not { } connect
            || connect == method
            || IsUsed(parameter, method)
            || connect.ParameterList.Parameters.Any(other => other.Identifier.ValueText == parameter.Identifier.ValueText))
        {
            return null;
        }

        // A required parameter must come before the optional ones.
        var parameters = connect.ParameterList.Parameters;
        var optional = parameters.IndexOf(static other => other.Default is not null);
        var moved = parameter.WithoutTrivia();
        var index = parameter.Default is null && optional >= 0 ? optional : parameters.Count;
        var withoutParameter = method.RemoveNode(parameter, SyntaxRemoveOptions.KeepNoTrivia)!;
        var withParameter = connect.WithParameterList(connect.ParameterList.WithParameters(parameters.Insert(index, moved)));
        return root.ReplaceNodes([method, connect], (before, _) => before == method
            ? withoutParameter
            : withParameter.WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static MethodDeclarationSyntax? ConnectHandlerOf(TypeDeclarationSyntax type) => type.Members
        .OfType<MethodDeclarationSyntax>()
        .FirstOrDefault(static member => Written.AttributeOf(member, "ConnectRoute") is not null);

    private static bool IsUsed(ParameterSyntax parameter, MethodDeclarationSyntax method) =>
        method.DescendantNodes().OfType<IdentifierNameSyntax>().Any(use => use.Identifier.ValueText == parameter.Identifier.ValueText);
}
