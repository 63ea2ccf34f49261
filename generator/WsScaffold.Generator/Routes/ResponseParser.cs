using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Parsing;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads what a handler returns, and where that goes.</summary>
internal static class ResponseParser
{
    public static ResponseModel Parse(IMethodSymbol method, RouteKind route, Findings findings)
    {
        var isAwaited = IsTask(method.ReturnType);
        if (ValueType(method) is not { } value)
        {
            if (route == RouteKind.Authorizer)
            {
                findings.Report(AuthorizerRules.NoDecision, Places.ReturnTypeOf(method), method.HandlerName(), "nothing");
            }

            return new(ResponseKind.None, null, isAwaited);
        }

        var isConnectResult = value.Is(WellKnown.ConnectResult);
        var isAuthorization = value.Is(WellKnown.Authorization);
        var isProxyResponse = IsProxyResponse(value);
        if (
            (AuthorizerRuleBrokenBy(route, isAuthorization) ?? (isProxyResponse ? null : RuleBrokenBy(value, route, isConnectResult))) is
            { } rule
        )
        {
            findings.Report(rule, Places.ReturnTypeOf(method), method.HandlerName(), value.ToDisplayString());
            return new(ResponseKind.None, null, isAwaited);
        }

        if (isProxyResponse && route == RouteKind.Disconnect)
        {
            findings.Report(ResponseRules.Ignored, Places.ReturnTypeOf(method), method.HandlerName());
        }

        var kind = isConnectResult ? ResponseKind.Connect
            : isAuthorization ? ResponseKind.Authorization
            : isProxyResponse ? ResponseKind.Proxy
            : KindOf(value);
        if (kind == ResponseKind.Json)
        {
            findings.TakeContract(value, Places.ReturnTypeOf(method));
        }

        return new(kind, TypeNames.Of(value), isAwaited);
    }

    public static bool IsUtf8(ITypeSymbol type) =>
        type.Is(WellKnown.Memory) && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_Byte;

    /// <summary>Whether a handler answers with a proxy response of AWS's.</summary>
    public static bool ReturnsProxyResponse(IMethodSymbol method) => ValueType(method) is { } value && IsProxyResponse(value);

    private static bool IsProxyResponse(ITypeSymbol value) => value.DerivesFrom(WellKnown.ProxyResponse);

    private static DiagnosticDescriptor? AuthorizerRuleBrokenBy(RouteKind route, bool isAuthorization) => (route, isAuthorization) switch
    {
        (RouteKind.Authorizer, false) => AuthorizerRules.NoDecision,
        (not RouteKind.Authorizer, true) => AuthorizerRules.DecisionElsewhere,
        _ => null,
    };

    private static DiagnosticDescriptor? RuleBrokenBy(ITypeSymbol value, RouteKind route, bool isConnectResult) =>
        (route, isConnectResult) switch
        {
            _ when value.IsIn(WellKnown.ProxyEvents) => ResponseRules.OtherResponse,
            (RouteKind.Connect, false) => ResponseRules.FromConnect,
            (RouteKind.Disconnect, _) => ResponseRules.FromDisconnect,
            (RouteKind.Message, true) => ResponseRules.ConnectResult,
            _ when IsUnfinished(value) => ResponseRules.NotAwaited,
            _ => null,
        };

    // A task in a task, or anything else that would have to be awaited first.
    private static bool IsUnfinished(ITypeSymbol value) =>
        IsTask(value)
        || value.GetMembers("GetAwaiter").Any(static member => member is IMethodSymbol { Parameters.Length: 0, IsStatic: false });

    /// <summary>The type of the value that a handler returns, out of its task; null when it returns none.</summary>
    public static ITypeSymbol? ValueType(IMethodSymbol method) => method.ReturnType switch
    {
        { SpecialType: SpecialType.System_Void } => null,
        var type when type.Is(WellKnown.Task) || type.Is(WellKnown.ValueTask) => null,
        INamedTypeSymbol type when type.Is(WellKnown.TaskOfT) || type.Is(WellKnown.ValueTaskOfT) => type.TypeArguments[0],
        var type => type,
    };

    private static ResponseKind KindOf(ITypeSymbol value) =>
        value.SpecialType == SpecialType.System_String ? ResponseKind.Text
        : IsUtf8(value) ? ResponseKind.Utf8
        : value.NullableUnderlying() is { } underlying && IsUtf8(underlying) ? ResponseKind.NullableUtf8
        : ResponseKind.Json;

    private static bool IsTask(ITypeSymbol type) =>
        type.Is(WellKnown.Task) || type.Is(WellKnown.ValueTask) || type.Is(WellKnown.TaskOfT) || type.Is(WellKnown.ValueTaskOfT);
}
