using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.Sending;

/// <summary>Changes the return type of a client method to <c>ValueTask</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClientMethodFix)), Shared]
public sealed class ClientMethodFix() : SyntaxFix("Return ValueTask", "WSS0502")
{
    // Only if nothing but the return type is wrong.
    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node) =>
        node is MethodDeclarationSyntax { TypeParameterList: null, ParameterList.Parameters: { Count: > 0 } parameters } method
        && parameters.All(static parameter => parameter.Modifiers.Count == 0)
        && parameters.Count(static parameter => parameter.Type?.ToString() != "CancellationToken") == 1
        && !method.ReturnType.ToString().Contains("ValueTask<SendSummary>")
        && method.ReturnType.ToString() != "ValueTask"
            ? root.Replace(method.ReturnType, Written.Type("System.Threading.Tasks.ValueTask"))
            : null;
}
