using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace WsScaffold.CodeFixes.Sending;

/// <summary>
/// Awaits a send in an async method or in a handler. A handler that isn't async becomes async, since only generated code
/// calls it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitFix)), Shared]
public sealed class AwaitFix() : SyntaxFix("Await the send", "WSS0503", "WSS0505")
{
    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node)
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

        return function is MethodDeclarationSyntax method
            && Written.IsHandler(method)
            && AsyncType(method) is { } type
            && CanBeAwaited(waiting)
            ? root.ReplaceNode(method, AsyncOf(method.ReplaceNode(waiting, awaited), type))
            : null;
    }

    // The whole expression that discards the send or blocks on it.
    private static ExpressionSyntax? Waiting(SyntaxNode node)
    {
        var access = node.FirstAncestorOrSelf<MemberAccessExpressionSyntax>(access => access.Name.Span.Contains(node.Span));
        ExpressionSyntax? at = access?.Parent as InvocationExpressionSyntax ?? (ExpressionSyntax?)access;
        while (at?.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax wrapper } member
            && member.Name.Identifier.ValueText is "AsTask" or "ConfigureAwait" or "Preserve")
        {
            at = wrapper;
        }

        return at?.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard ? discard : at;
    }

    private static ExpressionSyntax Await(ExpressionSyntax waiting)
    {
        var keyword = SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        var awaited = SyntaxFactory.AwaitExpression(keyword, Task(waiting).WithoutTrivia());
        return (waiting.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax
            ? (ExpressionSyntax)SyntaxFactory.ParenthesizedExpression(awaited).WithAdditionalAnnotations(Simplifier.Annotation)
            : awaited).WithTriviaFrom(waiting);
    }

    private static ExpressionSyntax Task(ExpressionSyntax expression) => expression switch
    {
        AssignmentExpressionSyntax discard => Task(discard.Right),
        ParenthesizedExpressionSyntax parenthesized => Task(parenthesized.Expression),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result", Expression: var inner } => Task(inner),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            when access.Name.Identifier.ValueText is "Wait" or "GetResult" or "GetAwaiter" or "AsTask" => Task(access.Expression),
        _ => expression,
    };

    private static TypeSyntax? AsyncType(MethodDeclarationSyntax method) => method.ReturnType.ToString() switch
    {
        "void" => Written.Type("System.Threading.Tasks.Task"),
        var type when type.Contains("Task") => null,
        var type => SyntaxFactory.ParseTypeName($"global::System.Threading.Tasks.Task<{type}>")
            .WithAdditionalAnnotations(Simplifier.Annotation),
    };

    // An async method can't have parameters with modifiers and can't await in a lock or an unsafe block.
    private static bool CanBeAwaited(ExpressionSyntax waiting) =>
        !waiting.Ancestors().Any(static node => node is LockStatementSyntax or UnsafeStatementSyntax)
        && waiting.FirstAncestorOrSelf<MethodDeclarationSyntax>()!.ParameterList.Parameters
            .All(static parameter => parameter.Modifiers.Count == 0);

    private static MethodDeclarationSyntax AsyncOf(MethodDeclarationSyntax method, TypeSyntax type)
    {
        var keyword = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return method.Modifiers.Count > 0
            ? method.WithReturnType(type.WithTriviaFrom(method.ReturnType)).AddModifiers(keyword)
            : method.WithReturnType(type.WithTrailingTrivia(method.ReturnType.GetTrailingTrivia()))
                .WithModifiers([keyword.WithLeadingTrivia(method.ReturnType.GetLeadingTrivia())])
                .WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static bool IsFunction(SyntaxNode node) => node
        is BaseMethodDeclarationSyntax
        or LocalFunctionStatementSyntax
        or AnonymousFunctionExpressionSyntax
        or AccessorDeclarationSyntax;

    private static bool IsAsync(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax anonymous => anonymous.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        _ => false,
    };
}
