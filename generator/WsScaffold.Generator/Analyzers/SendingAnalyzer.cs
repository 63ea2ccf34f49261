using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WsScaffold.ApiGateway;
using WsScaffold.Generator.Clients;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Routes;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Analyzers;

/// <summary>Finds sends that never arrive, or never end, because of how Lambda runs a function.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SendingAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        SendingRules.NotAwaited,
        SendingRules.WhileConnecting,
        SendingRules.Blocking,
        SendingRules.TooLong,
        ResponseRules.SubprotocolNotAccepted,
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

            start.RegisterOperationAction(
                static operation => CheckCall((IInvocationOperation)operation.Operation, operation),
                OperationKind.Invocation
            );
            start.RegisterOperationAction(
                static operation => CheckResult((IPropertyReferenceOperation)operation.Operation, operation),
                OperationKind.PropertyReference
            );
            start.RegisterOperationBlockAction(CheckSubprotocols);
        });
    }

    private static void CheckCall(IInvocationOperation call, OperationAnalysisContext context)
    {
        if (Sends.IsSend(call) && Sends.IsDropped(call))
        {
            context.ReportDiagnostic(Diagnostic.Create(SendingRules.NotAwaited, Places.NameIn(call.Syntax), call.TargetMethod.Name));
        }

        if (call.TargetMethod.Name is "Wait" or "GetResult" && Sends.Behind(call.Instance) is { } send)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(SendingRules.Blocking, Places.NameIn(call.Syntax), call.TargetMethod.Name, send.TargetMethod.Name)
            );
        }

        if ((call.TargetMethod.ContainingType.Is(WellKnown.Connections) || Sends.IsOfClients(call))
            && HandshakeOf(context.ContainingSymbol) is { } handler
            && call.Arguments.FirstOrDefault(static argument => IsOwnConnection(argument.Value)) is { } own)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    SendingRules.WhileConnecting,
                    own.Value.Syntax.GetLocation(),
                    handler.HandlerName(),
                    call.TargetMethod.Name
                )
            );
        }

        CheckSize(call, context);
    }

    private static void CheckSize(IInvocationOperation call, OperationAnalysisContext context)
    {
        if (
            Sends.IsWhole(call)
            && call.TargetMethod.Parameters.FirstOrDefault(static parameter => !parameter.Type.Is(WellKnown.CancellationToken))
                is { } message
            && ClientParser.IsJson(message.Type)
            && new MessageSize(ContractOptionsParser.Of(context.Compilation, context.CancellationToken)).Of(message.Type)
                is { Bytes: > GatewayLimits.MessageBytes } size
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    SendingRules.TooLong,
                    Places.NameIn(call.Syntax),
                    $"The message of '{call.TargetMethod.Name}'",
                    size.Bytes,
                    size.Member
                )
            );
        }
    }

    private static void CheckResult(IPropertyReferenceOperation property, OperationAnalysisContext context)
    {
        if (property.Property.Name == "Result" && Sends.Behind(property.Instance) is { } send)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(SendingRules.Blocking, Places.NameIn(property.Syntax), property.Property.Name, send.TargetMethod.Name)
            );
        }
    }

    private static void CheckSubprotocols(OperationBlockAnalysisContext context)
    {
        // A proxy response may accept by any header.
        if (HandshakeOf(context.OwningSymbol) is not { } handler || ResponseParser.ReturnsProxyResponse(handler))
        {
            return;
        }

        var operations = context.OperationBlocks.SelectMany(static block => block.DescendantsAndSelf()).ToArray();
        var read = operations
            .OfType<IPropertyReferenceOperation>()
            .FirstOrDefault(static property =>
                property.Property is { Name: "Subprotocols" } offered
                && (offered.ContainingType.Is(WellKnown.ConnectContext) || offered.ContainingType.Is(WellKnown.HandshakeContext))
            );
        if (read is not null && !operations.OfType<IInvocationOperation>().Any(MayAccept))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(ResponseRules.SubprotocolNotAccepted, Places.NameIn(read.Syntax), handler.HandlerName())
            );
        }
    }

    // Accept with an argument, or a method of the user's own that makes the result.
    private static bool MayAccept(IInvocationOperation call) =>
        call.TargetMethod switch
        {
            { Name: "Reject" } method when method.ContainingType.Is(WellKnown.ConnectResult) => false,
            { Name: "Accept" } method when method.ContainingType.Is(WellKnown.ConnectResult) => call.Arguments.Any(static argument =>
                argument.ArgumentKind == ArgumentKind.Explicit
            ),
            var method => method.ReturnType.Is(WellKnown.ConnectResult)
                || method.ReturnType is INamedTypeSymbol { TypeArguments: [var result] } && result.Is(WellKnown.ConnectResult),
        };

    // The handler of $connect and of nothing else.
    private static IMethodSymbol? HandshakeOf(ISymbol symbol) =>
        symbol is IMethodSymbol method
        && method.GetAttributes().Select(KeyParser.KindOf).Where(static kind => kind is not null).ToArray() is [RouteKind.Connect]
            ? method
            : null;

    private static bool IsOwnConnection(IOperation value) =>
        value is IPropertyReferenceOperation { Property: { Name: "ConnectionId" } property, Instance: { } holder }
        && (
            holder is IParameterReferenceOperation
                ? property.ContainingType.Is(WellKnown.EventContext) || property.ContainingType.Is(WellKnown.ConnectContext)
                : holder is IPropertyReferenceOperation { Instance: IParameterReferenceOperation }
                    && property.ContainingType.Is(WellKnown.ProxyRequestContext)
        );
}
