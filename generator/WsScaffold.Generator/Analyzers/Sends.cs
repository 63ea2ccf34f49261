using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WsScaffold.Generator.Analyzers;

/// <summary>Which calls send to connections.</summary>
internal static class Sends
{
    /// <summary>A call of <c>IConnections</c>, or of a client that <c>IClients&lt;T&gt;</c> gave.</summary>
    public static bool IsSend(IInvocationOperation call) =>
        call.TargetMethod.ContainingType.Is(WellKnown.Connections)
        || (call.TargetMethod.ReturnType is INamedTypeSymbol { TypeArguments: [var result] } && result.Is(WellKnown.SendSummary))
        || (call.Instance is IInvocationOperation recipients && IsOfClients(recipients) && call.TargetMethod.ReturnType.Is(WellKnown.ValueTask));

    /// <summary>The send whose outcome an expression is, whatever the task was wrapped in.</summary>
    public static IInvocationOperation? Behind(IOperation? operation) => operation switch
    {
        IInvocationOperation call when IsSend(call) => call,
        IInvocationOperation { TargetMethod.Name: "AsTask" or "Preserve" or "ConfigureAwait" or "GetAwaiter" } wrapper => Behind(wrapper.Instance),
        IConversionOperation conversion => Behind(conversion.Operand),
        IParenthesizedOperation parenthesized => Behind(parenthesized.Operand),
        ILocalReferenceOperation local => Behind(InitialValue(local)),
        _ => null,
    };

    /// <summary>Whether nobody will ever ask what became of a call.</summary>
    public static bool IsDropped(IOperation call) => call.Parent switch
    {
        IExpressionStatementOperation => true,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        IConversionOperation or IParenthesizedOperation => IsDropped(call.Parent),
        IInvocationOperation { TargetMethod.Name: "AsTask" or "Preserve" or "ConfigureAwait" } wrapper when wrapper.Instance == call => IsDropped(wrapper),
        _ => false,
    };

    /// <summary>Whether a call chooses whom a client sends to.</summary>
    public static bool IsOfClients(IInvocationOperation call) =>
        call.TargetMethod.ContainingType.Is(WellKnown.Clients)
        || (call.TargetMethod.IsExtensionMethod && call.Arguments.FirstOrDefault()?.Value.Type.Is(WellKnown.Clients) == true);

    private static IOperation? InitialValue(ILocalReferenceOperation local)
    {
        IOperation root = local;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        return root.Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local))
            ?.GetVariableInitializer()?.Value;
    }
}
