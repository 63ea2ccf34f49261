using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace WsScaffold.CodeFixes.Sending;

/// <summary>Awaits a send, in a method that is async or a handler that can become so: only generated code calls it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitFix)), Shared]
public sealed class AwaitFix() : SyntaxFix("Await it", "WSS0503", "WSS0505")
{
    private protected override SyntaxNode? Mend(SyntaxNode root, SyntaxNode node)
    {
        if (Waiting(node) is not { } waiting || waiting.Ancestors().FirstOrDefault(IsFunction) is not { } function)
        {
            return null;
        }

        var awaited = Await(waiting);
        if (IsAsync(function))
        {
            return root.ReplaceNode(waiting, awaited);
        }

        return function is MethodDeclarationSyntax method && Written.IsHandler(method) && AsyncType(method) is { } type && IsReplaceable(waiting)
            ? root.ReplaceNode(method, AsyncOf(method.ReplaceNode(waiting, awaited), type))
            : null;
    }

    // The whole expression that drops the send or blocks on it.
    private static ExpressionSyntax? Waiting(SyntaxNode node)
    {
        var access = node.FirstAncestorOrSelf<MemberAccessExpressionSyntax>(access => access.Name.Span.Contains(node.Span));
        ExpressionSyntax? at = access?.Parent as InvocationExpressionSyntax ?? (ExpressionSyntax?)access;
        while (at?.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsTask" or "ConfigureAwait" or "Preserve", Parent: InvocationExpressionSyntax wrapper })
        {
            at = wrapper;
        }

        return at?.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } dropped ? dropped : at;
    }

    private static ExpressionSyntax Await(ExpressionSyntax waiting)
    {
        var awaited = SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), Task(waiting).WithoutTrivia());
        return (waiting.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax
            ? (ExpressionSyntax)SyntaxFactory.ParenthesizedExpression(awaited).WithAdditionalAnnotations(Simplifier.Annotation)
            : awaited).WithTriviaFrom(waiting);
    }

    private static ExpressionSyntax Task(ExpressionSyntax expression) => expression switch
    {
        AssignmentExpressionSyntax dropped => Task(dropped.Right),
        ParenthesizedExpressionSyntax parenthesized => Task(parenthesized.Expression),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result", Expression: var inner } => Task(inner),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" or "GetResult" or "GetAwaiter" or "AsTask", Expression: var inner } } => Task(inner),
        _ => expression,
    };

    private static TypeSyntax? AsyncType(MethodDeclarationSyntax method) => method.ReturnType.ToString() switch
    {
        "void" => Written.Type("System.Threading.Tasks.Task"),
        var type when type.Contains("Task") => null,
        var type => SyntaxFactory.ParseTypeName($"global::System.Threading.Tasks.Task<{type}>").WithAdditionalAnnotations(Simplifier.Annotation),
    };

    // An async method can't have them, nor can it await everywhere.
    private static bool IsReplaceable(ExpressionSyntax waiting) => !waiting.Ancestors().Any(static node => node is LockStatementSyntax or UnsafeStatementSyntax)
        && waiting.FirstAncestorOrSelf<MethodDeclarationSyntax>()!.ParameterList.Parameters.All(static parameter => parameter.Modifiers.Count == 0);

    private static MethodDeclarationSyntax AsyncOf(MethodDeclarationSyntax method, TypeSyntax type)
    {
        var keyword = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return method.Modifiers.Count > 0
            ? method.WithReturnType(type.WithTriviaFrom(method.ReturnType)).AddModifiers(keyword)
            : method.WithReturnType(type.WithTrailingTrivia(method.ReturnType.GetTrailingTrivia()))
                .WithModifiers([keyword.WithLeadingTrivia(method.ReturnType.GetLeadingTrivia())])
                .WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static bool IsFunction(SyntaxNode node) => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax;

    private static bool IsAsync(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax anonymous => anonymous.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        _ => false,
    };
}
