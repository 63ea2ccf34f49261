using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace WsScaffold.CodeFixes.Responses;

/// <summary>Changes the handler to return nothing. Calls that computed the returned value stay.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NoResponseFix)), Shared]
public sealed class NoResponseFix() : SyntaxFix("Return nothing", "WSS0401", "WSS0402", "WSS0403", "WSS0406")
{
    private protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
        {
            return null;
        }

        var isTask = method.ReturnType.ToString().Contains("Task<");
        if (isTask && !method.Modifiers.Any(SyntaxKind.AsyncKeyword))
        {
            // A Task<T> is a Task, but a ValueTask<T> would have to be converted.
            return method.ReturnType.ToString().Contains("ValueTask<")
                ? null
                : root.Replace(method.ReturnType, Written.Type("System.Threading.Tasks.Task"));
        }

        var type = isTask
            ? Written.Type("System.Threading.Tasks.Task")
            : SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.VoidKeyword));
        var body = WithoutResponse(method);
        return root.ReplaceNode(method, body
            .WithReturnType(type.WithTriviaFrom(method.ReturnType))
            .WithTriviaFrom(method)
            .WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static MethodDeclarationSyntax WithoutResponse(MethodDeclarationSyntax method)
    {
        if (method.ExpressionBody is { Expression: var value })
        {
            return IsCall(value) || value is ThrowExpressionSyntax
                ? method
                : method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(SyntaxFactory.Block());
        }

        var returns = method
            .DescendantNodes(static inner => inner is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .OfType<ReturnStatementSyntax>();
        return method.ReplaceNodes(returns, (before, after) => IsLast(before, method)
            ? Statement(after) ?? (StatementSyntax)Empty(after)
            : Block(after));
    }

    private static bool IsLast(ReturnStatementSyntax statement, MethodDeclarationSyntax method) =>
        method.Body?.Statements.LastOrDefault() == statement;

    private static ExpressionStatementSyntax? Statement(ReturnStatementSyntax statement) =>
        statement.Expression is { } value && IsCall(value)
        ? SyntaxFactory.ExpressionStatement(value.WithoutTrivia()).WithTriviaFrom(statement)
        : null;

    private static ReturnStatementSyntax Empty(ReturnStatementSyntax statement) =>
        SyntaxFactory.ReturnStatement().WithTriviaFrom(statement);

    private static StatementSyntax Block(ReturnStatementSyntax statement) => Statement(statement) is { } call
        ? SyntaxFactory.Block(call, Empty(statement))
        : Empty(statement);

    private static bool IsCall(ExpressionSyntax value) =>
        value is InvocationExpressionSyntax or AwaitExpressionSyntax or AssignmentExpressionSyntax
        && !value.ToString().StartsWith("ConnectResult.", StringComparison.Ordinal);
}
