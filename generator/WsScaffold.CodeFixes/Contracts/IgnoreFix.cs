using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace WsScaffold.CodeFixes.Contracts;

/// <summary>Leaves a member that is no data out of the message.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IgnoreFix)), Shared]
public sealed class IgnoreFix() : SyntaxFix("Mark the member [JsonIgnore]", "WSS0604", "WSS0605", "WSS0608")
{
    private protected override SyntaxNode? Mend(SyntaxNode root, SyntaxNode node)
    {
        // A constructor parameter, a record's included, can't be ignored: reading needs it.
        if (node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not (PropertyDeclarationSyntax or FieldDeclarationSyntax) || node.FirstAncestorOrSelf<ParameterSyntax>() is not null)
        {
            return null;
        }

        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
        var ignore = Written.Attribute("System.Text.Json.Serialization.JsonIgnore").WithTrailingTrivia(SyntaxFactory.Space);
        return root.ReplaceNode(member, member.WithoutLeadingTrivia()
            .WithAttributeLists(member.AttributeLists.Insert(0, ignore))
            .WithLeadingTrivia(member.GetLeadingTrivia())
            .WithAdditionalAnnotations(Formatter.Annotation));
    }
}
