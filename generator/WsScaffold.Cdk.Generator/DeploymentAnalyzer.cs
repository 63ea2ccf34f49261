using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WsScaffold.Cdk.Generator;

/// <summary>Says where a project deploys what can't be deployed: at the routes that it names.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeploymentAnalyzer : DiagnosticAnalyzer
{
    private const string Construct = "WebSocketLambdaApi";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DeploymentRules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var problems = Problems.Of(FactsReader.Read(start.Compilation, start.CancellationToken)).ToArray();
            if (problems.Length == 0)
            {
                return;
            }

            var gate = new object();
            ILookup<SyntaxTree, Diagnostic>? report = null;
            start.RegisterSemanticModelAction(file =>
            {
                ILookup<SyntaxTree, Diagnostic> found;
                lock (gate)
                {
                    // Not a Lazy: one that was cancelled while it was made has to be made again, by another token.
                    found = report ??= Report(problems, file.SemanticModel.Compilation, file.CancellationToken);
                }

                foreach (var problem in found[file.SemanticModel.SyntaxTree])
                {
                    file.ReportDiagnostic(problem);
                }
            });
        });
    }

    private static ILookup<SyntaxTree, Diagnostic> Report(Problem[] problems, Compilation compilation, CancellationToken cancellationToken)
    {
        var nodes = compilation.SyntaxTrees
            .Where(static tree => !tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            .OrderBy(static tree => tree.FilePath, StringComparer.Ordinal)
            .SelectMany(tree => tree.GetRoot(cancellationToken).DescendantNodes())
            .Where(static node => Mention.Is(node) || IsConstruct(node) || node.Parent is { Parent: null })
            .ToArray();
        return problems
            .Select(problem => (Problem: problem, Place: PlaceOf(problem, nodes, compilation, cancellationToken)))
            .Where(static found => found.Place is not null)
            .ToLookup(
                static found => found.Place!.SyntaxTree,
                static found => Diagnostic.Create(found.Problem.Rule, found.Place!.GetLocation(), found.Problem.Arguments)
            );
    }

    // The first use of the API's routes, else of the construct that deploys, else where the program begins. A project that
    // references none and names none may be a library of constructs.
    private static SyntaxNode? PlaceOf(Problem problem, SyntaxNode[] nodes, Compilation compilation, CancellationToken cancellationToken) =>
        nodes.FirstOrDefault(node =>
            Mention.Is(node)
            && (problem.ApiName is { } name ? Mention.NameOf(node) == name + Mention.Suffix : IsOurs(node, compilation, cancellationToken))
        ) ?? (problem.IsCertain ? nodes.FirstOrDefault(IsConstruct) ?? nodes.FirstOrDefault() : null);

#pragma warning disable RS1030 // The report is of the whole project.
    private static bool IsOurs(SyntaxNode node, Compilation compilation, CancellationToken cancellationToken) =>
        Mention.IsOurs(node, compilation.GetSemanticModel(node.SyntaxTree), cancellationToken);
#pragma warning restore RS1030

    private static bool IsConstruct(SyntaxNode node) =>
        node is IdentifierNameSyntax { Identifier.ValueText: Construct, Parent: ObjectCreationExpressionSyntax };
}
