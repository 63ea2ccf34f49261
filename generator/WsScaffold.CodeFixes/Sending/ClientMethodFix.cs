using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WsScaffold.CodeFixes.Sending;

/// <summary>Lets a client method return what generated code gives.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClientMethodFix)), Shared]
public sealed class ClientMethodFix() : SyntaxFix("Return ValueTask", "WSS0502")
{
    // Only where the return type is all that is wrong.
    private protected override SyntaxNode? Mend(SyntaxNode root, SyntaxNode node) =>
        node is MethodDeclarationSyntax { TypeParameterList: null, ParameterList.Parameters: { Count: > 0 } parameters } method
        && parameters.All(static parameter => parameter.Modifiers.Count == 0)
        && parameters.Count(static parameter => parameter.Type?.ToString() != "CancellationToken") == 1
        && !method.ReturnType.ToString().Contains("ValueTask<SendSummary>")
        && method.ReturnType.ToString() != "ValueTask"
            ? root.Replace(method.ReturnType, Written.Type("System.Threading.Tasks.ValueTask"))
            : null;
}
