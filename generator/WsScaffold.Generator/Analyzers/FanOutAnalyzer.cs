using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WsScaffold.Generator.Parsing;
using WsScaffold.Generator.Routes;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Analyzers;

/// <summary>Finds sendings to many that can't be, that nobody learns the end of, or that are slower than they need be.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FanOutAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = StoreRules.All;

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

            start.RegisterOperationAction(CheckAudience, OperationKind.Invocation, OperationKind.PropertyReference);
            start.RegisterOperationAction(CheckAwait, OperationKind.Await);
        });
    }

    private static void CheckAudience(OperationAnalysisContext context)
    {
        if (AudienceIn(context.Operation) is { } audience
            && ApiLookup.Of(context.Compilation, context.CancellationToken) is { } api
            && (api.Attribute.Named("Store")?.Value as int? ?? 0) == (int)StoreKind.None)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(StoreRules.NoStore, Places.NameIn(context.Operation.Syntax), audience.Name, api.Type.Name)
            );
        }
    }

    private static void CheckAwait(OperationAnalysisContext context)
    {
        var awaited = (IAwaitOperation)context.Operation;
        if (Sends.Behind(awaited.Operation) is not { } send || Sends.Recipients(send) is not [var recipients, ..])
        {
            return;
        }

        if (awaited.Type.Is(WellKnown.SendSummary) && Sends.IsDropped(awaited) && AudienceIn(recipients) is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(StoreRules.SummaryDropped, Places.NameIn(send.Syntax), send.TargetMethod.Name));
        }

        if (
            recipients
                is IInvocationOperation { TargetMethod.Name: "Connection", Arguments: [{ Value: ILocalReferenceOperation connection }] }
            && LoopAround(awaited) is { } loop
            && loop.Locals.Contains(connection.Local, SymbolEqualityComparer.Default)
            && !send.Arguments.Any(argument =>
                argument.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(used => IsOf(loop, used.Local))
            )
        )
        {
            context.ReportDiagnostic(Diagnostic.Create(StoreRules.OneByOne, Places.NameIn(send.Syntax), send.TargetMethod.Name));
        }
    }

    /// <summary>The member that names people of the store, whoever they are when it is sent.</summary>
    private static ISymbol? AudienceIn(IOperation operation)
    {
        var member = operation switch
        {
            IPropertyReferenceOperation { Property: { Name: "All" or "Others" } property } => property,
            IInvocationOperation { TargetMethod: { Name: "Group" or "User" } method } => method,
            _ => default(ISymbol),
        };
        return member?.ContainingType.Is(WellKnown.Clients) == true ? member : null;
    }

    // The innermost, and only where it waits in it: a lambda in it may be run elsewhere.
    private static IForEachLoopOperation? LoopAround(IOperation awaited)
    {
        for (var at = awaited.Parent; at is not null and not IAnonymousFunctionOperation and not ILocalFunctionOperation; at = at.Parent)
        {
            if (at is ILoopOperation loop)
            {
                return loop as IForEachLoopOperation is { IsAsynchronous: false } each ? each : null;
            }
        }

        return null;
    }

    private static bool IsOf(IForEachLoopOperation loop, ILocalSymbol local) =>
        loop.Locals.Contains(local, SymbolEqualityComparer.Default)
        || loop.Body.Descendants()
            .OfType<IVariableDeclaratorOperation>()
            .Any(declared => SymbolEqualityComparer.Default.Equals(declared.Symbol, local));
}
