using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads what a handler returns, and where that goes.</summary>
internal static class AnswerParser
{
    public static (AnswerKind Kind, string? TypeName, bool IsAwaited) Parse(IMethodSymbol method, RouteKind route, ref string? problem)
    {
        var isAwaited = IsTask(method.ReturnType);
        if (ValueType(method) is not { } value)
        {
            return (AnswerKind.None, null, isAwaited);
        }

        var isConnectResult = value.Is(WellKnown.ConnectResult);
        problem ??= (route, isConnectResult) switch
        {
            (RouteKind.Connect, false) =>
                $"it returns '{value.ToDisplayString()}', and a handshake can't be answered with a message. Return ConnectResult, or nothing to accept.",
            (RouteKind.Disconnect, _) => $"it returns '{value.ToDisplayString()}', and the connection is closed already. Return Task or nothing.",
            (RouteKind.Message, true) => "it returns ConnectResult, which only a [ConnectRoute] handler can.",
            _ => null,
        };
        return isConnectResult ? (AnswerKind.Connect, value.GlobalName(), isAwaited) : (KindOf(value), value.GlobalName(), isAwaited);
    }

    /// <summary>The type of the value that a handler returns, out of its task; null when it returns none.</summary>
    public static ITypeSymbol? ValueType(IMethodSymbol method) => method.ReturnType switch
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

    public static bool IsUtf8(ITypeSymbol type) =>
        type.Is(WellKnown.Memory) && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_Byte;

    private static bool IsTask(ITypeSymbol type) =>
        type.Is(WellKnown.Task) || type.Is(WellKnown.ValueTask) || type.Is(WellKnown.TaskOfT) || type.Is(WellKnown.ValueTaskOfT);
}
