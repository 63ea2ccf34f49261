using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Analyzers;

/// <summary>
/// Takes back the compiler's own warning where <see cref="SendingRules.NotAwaited"/> says more: one mistake is one warning.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SendSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor _notAwaited = new(
        "WSSS0503",
        "CS4014",
        "WSS0503 reports the same mistake with the reason."
    );

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [_notAwaited];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var warning in context.ReportedDiagnostics)
        {
            if (
                warning.Location.SourceTree is { } tree
                && context
                    .GetSemanticModel(tree)
                    .GetOperation(
                        tree.GetRoot(context.CancellationToken).FindNode(warning.Location.SourceSpan, getInnermostNodeForTie: true),
                        context.CancellationToken
                    )
                    is IInvocationOperation call
                && Sends.IsSend(call)
            )
            {
                context.ReportSuppression(Suppression.Create(_notAwaited, warning));
            }
        }
    }
}
