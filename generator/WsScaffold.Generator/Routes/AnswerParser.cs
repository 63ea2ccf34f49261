using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads what a handler returns, and where that goes.</summary>
internal static class AnswerParser
{
    public static AnswerModel Parse(IMethodSymbol method, RouteKind route, Findings findings)
    {
        var isAwaited = IsTask(method.ReturnType);
        if (ValueType(method) is not { } value)
        {
            if (route == RouteKind.Authorizer)
            {
                findings.Refuse("it returns nothing, and must decide. Return Authorization, or a task of it.");
            }

            return new(AnswerKind.None, null, isAwaited);
        }

        var isConnectResult = value.Is(WellKnown.ConnectResult);
        var isAuthorization = value.Is(WellKnown.Authorization);
        if ((AuthorizerProblem(value, route, isAuthorization) ?? Problem(value, route, isConnectResult)) is { } problem)
        {
            findings.Refuse(problem);
            return new(AnswerKind.None, null, isAwaited);
        }

        var kind = isConnectResult ? AnswerKind.Connect : isAuthorization ? AnswerKind.Authorization : KindOf(value);
        if (kind == AnswerKind.Json)
        {
            findings.TakeContract(value, "its answer");
        }

        return new(kind, value.GlobalName(), isAwaited);
    }

    public static bool IsUtf8(ITypeSymbol type) =>
        type.Is(WellKnown.Memory) && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_Byte;

    private static string? AuthorizerProblem(ITypeSymbol value, RouteKind route, bool isAuthorization) => (route, isAuthorization) switch
    {
        (RouteKind.Authorizer, false) => $"it returns '{value.ToDisplayString()}', which is no decision. Return Authorization, or a task of it.",
        (not RouteKind.Authorizer, true) => "it returns Authorization, which only the [Authorizer] can.",
        _ => null,
    };

    private static string? Problem(ITypeSymbol value, RouteKind route, bool isConnectResult) => (route, isConnectResult) switch
    {
        (RouteKind.Connect, false) =>
            $"it returns '{value.ToDisplayString()}', and a handshake can't be answered with a message. Return ConnectResult, or nothing to accept.",
        (RouteKind.Disconnect, _) => $"it returns '{value.ToDisplayString()}', and the connection is closed already. Return Task or nothing.",
        (RouteKind.Message, true) => "it returns ConnectResult, which only a [ConnectRoute] handler can.",
        _ => null,
    };

    // The type of the value that a handler returns, out of its task; null when it returns none.
    private static ITypeSymbol? ValueType(IMethodSymbol method) => method.ReturnType switch
    {
        { SpecialType: SpecialType.System_Void } => null,
        var type when type.Is(WellKnown.Task) || type.Is(WellKnown.ValueTask) => null,
        INamedTypeSymbol type when type.Is(WellKnown.TaskOfT) || type.Is(WellKnown.ValueTaskOfT) => type.TypeArguments[0],
        var type => type,
    };

    private static AnswerKind KindOf(ITypeSymbol value) =>
        value.SpecialType == SpecialType.System_String ? AnswerKind.Text
        : IsUtf8(value) ? AnswerKind.Utf8
        : value.NullableUnderlying() is { } underlying && IsUtf8(underlying) ? AnswerKind.NullableUtf8
        : AnswerKind.Json;

    private static bool IsTask(ITypeSymbol type) =>
        type.Is(WellKnown.Task) || type.Is(WellKnown.ValueTask) || type.Is(WellKnown.TaskOfT) || type.Is(WellKnown.ValueTaskOfT);
}
