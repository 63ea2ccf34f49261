using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace WsScaffold.CodeFixes.Contracts;

/// <summary>Excludes a member from the message.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IgnoreFix)), Shared]
public sealed class IgnoreFix() : SyntaxFix("Mark the member [JsonIgnore]", "WSS0604", "WSS0605", "WSS0608")
{
    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node)
    {
        // A constructor parameter can't be ignored, because reading needs its value. This includes the parameters of a record.
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is not null
            || node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member
            || member is not (PropertyDeclarationSyntax or FieldDeclarationSyntax))
        {
            return null;
        }

        var ignore = Written.Attribute("System.Text.Json.Serialization.JsonIgnore").WithTrailingTrivia(SyntaxFactory.Space);
        return root.ReplaceNode(member, member.WithoutLeadingTrivia()
            .WithAttributeLists(member.AttributeLists.Insert(0, ignore))
            .WithLeadingTrivia(member.GetLeadingTrivia())
            .WithAdditionalAnnotations(Formatter.Annotation));
    }
}
