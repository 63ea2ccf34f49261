using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Analyzers;

/// <summary>
/// Says what is wrong with routes, the API class, handlers, parameters, answers and contracts, file by file while typing:
/// nothing waits for the end of a compilation.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ApiAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        .. RouteRules.All,
        .. ApiClassRules.All,
        .. HandlerRules.All,
        .. ParameterRules.All,
        .. ResponseRules.All,
        .. AuthorizerRules.All,
        .. SendingRules.All,
        .. ContractRules.All,
        .. InfrastructureRules.All,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(WellKnown.WebSocketApi) is null)
            {
                return;
            }

            var gate = new object();
            ApiReport? report = null;
            start.RegisterSemanticModelAction(file =>
            {
                ApiReport found;
                lock (gate)
                {
                    // Not a Lazy: one that was cancelled while it was made has to be made again, by another token.
                    found = report ??= ApiReport.Of(file.SemanticModel.Compilation, file.CancellationToken);
                }

                foreach (
                    var problem in found
                        .In(file.SemanticModel.SyntaxTree)
                        .Concat(ApiReport.Strays(file.SemanticModel, file.CancellationToken))
                )
                {
                    file.ReportDiagnostic(problem);
                }
            });
        });
    }
}
