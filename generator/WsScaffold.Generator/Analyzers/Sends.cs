using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator.Analyzers;

/// <summary>Which calls send to connections.</summary>
internal static class Sends
{
    /// <summary>A call of <c>IConnections</c>, or of a client that <c>IClients&lt;T&gt;</c> gave.</summary>
    public static bool IsSend(IInvocationOperation call) =>
        call.TargetMethod.ContainingType.Is(WellKnown.Connections)
        || (
            call.TargetMethod.ReturnType is INamedTypeSymbol { TypeArguments: [var result] }
            && result.Is(WellKnown.SendSummary)
            && !IsWrapper(call)
        )
        || (
            call.Instance is IInvocationOperation recipients
            && IsOfClients(recipients)
            && call.TargetMethod.ReturnType.Is(WellKnown.ValueTask)
        );

    /// <summary>The send whose outcome an expression is, whatever the task was wrapped in.</summary>
    public static IInvocationOperation? Behind(IOperation? operation) => operation switch
    {
        IInvocationOperation call when IsSend(call) => call,
        IInvocationOperation call when IsWrapper(call) => Behind(call.Instance),
        IConversionOperation conversion => Behind(conversion.Operand),
        IParenthesizedOperation parenthesized => Behind(parenthesized.Operand),
        ILocalReferenceOperation local => Behind(InitialValue(local)),
        _ => null,
    };

    /// <summary>Whether nobody will ever ask what became of a call.</summary>
    public static bool IsDropped(IOperation call) =>
        call.Parent switch
        {
            IExpressionStatementOperation => true,
            ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
            IConversionOperation or IParenthesizedOperation => IsDropped(call.Parent),
            IInvocationOperation { TargetMethod.Name: not "GetAwaiter" } wrapper when IsWrapper(wrapper) && wrapper.Instance == call =>
                IsDropped(wrapper),
            _ => false,
        };

    /// <summary>Whether a call of a client certainly sends one message as it is, and not in parts.</summary>
    public static bool IsWhole(IInvocationOperation call) =>
        !call.TargetMethod.ContainingType.Is(WellKnown.Clients)
        && Recipients(call, out var clients) is { Count: > 0 } recipients
        && !recipients.Any(static step => step is IPropertyReferenceOperation { Property.Name: "Chunked" })
        && IsInjected(clients);

    /// <summary>How a client was chosen, last step first: <c>clients.Except(id).Group(name)</c>.</summary>
    public static IReadOnlyList<IOperation> Recipients(IInvocationOperation call) => Recipients(call, out _);

    private static List<IOperation> Recipients(IInvocationOperation call, out IOperation? clients)
    {
        var steps = new List<IOperation>();
        var at = call.Instance;
        while (at is IInvocationOperation or IPropertyReferenceOperation or ILocalReferenceOperation)
        {
            if (at is ILocalReferenceOperation local)
            {
                at = InitialValue(local);
            }
            else if (InstanceOf(at) is { Type: { } type } instance && type.Is(WellKnown.Clients))
            {
                steps.Add(at);
                at = instance;
            }
            else
            {
                break;
            }
        }

        clients = at;
        return steps;
    }

    // By the container: a method of the user's may be handed clients that send in parts.
    private static bool IsInjected(IOperation? clients) =>
        clients switch
        {
            IFieldReferenceOperation => true,
            IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol method } => method.MethodKind == MethodKind.Constructor
                || method.GetAttributes().Any(static attribute => KeyParser.KindOf(attribute) is not null),
            _ => false,
        };

    private static IOperation? InstanceOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.Instance,
        IPropertyReferenceOperation property => property.Instance,
        _ => null,
    };

    /// <summary>Whether a call chooses whom a client sends to.</summary>
    public static bool IsOfClients(IInvocationOperation call) =>
        call.TargetMethod.ContainingType.Is(WellKnown.Clients)
        || (call.TargetMethod.IsExtensionMethod && call.Arguments.FirstOrDefault()?.Value.Type.Is(WellKnown.Clients) == true);

    // Of the task itself: the same sending by another type.
    private static bool IsWrapper(IInvocationOperation call) =>
        call.TargetMethod.Name is "AsTask" or "Preserve" or "ConfigureAwait" or "GetAwaiter";

    // Of a declaration that ends before: while it is typed, a local may be made from itself, or from one that is made from it.
    private static IOperation? InitialValue(ILocalReferenceOperation local)
    {
        IOperation root = local;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        return root.Descendants()
            .OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declarator =>
                SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local)
                && declarator.Syntax.Span.End <= local.Syntax.SpanStart
            )
            ?.GetVariableInitializer()
            ?.Value;
    }
}
