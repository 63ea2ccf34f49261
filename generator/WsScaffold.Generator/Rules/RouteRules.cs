using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Of route keys and what selects them.</summary>
internal static class RouteRules
{
    private const string Category = "Routes";

    public static readonly DiagnosticDescriptor DuplicateRouteKey = Rule.Create(
        "WSS0001", Category, DiagnosticSeverity.Error, "Two handlers of one route key",
        "'{0}' and '{1}' both handle the route key '{2}'. Give one of them another key.");

    public static readonly DiagnosticDescriptor EmptyRouteKey = Rule.Create(
        "WSS0002", Category, DiagnosticSeverity.Error, "Empty route key",
        "The route key of '{0}' is empty, which selects nothing. Name the text that selects it.");

    public static readonly DiagnosticDescriptor ReservedRouteKey = Rule.Create(
        "WSS0003", Category, DiagnosticSeverity.Error, "Reserved route key",
        "The route key '{0}' of '{1}' starts with '$', which API Gateway keeps for itself. {2}.");

    public static readonly DiagnosticDescriptor BrokenRouteKey = Rule.Create(
        "WSS0004", Category, DiagnosticSeverity.Error, "Route key that is no text",
        "The route key of '{0}' holds half of a surrogate pair, which no message can. Write whole characters.");

    public static readonly DiagnosticDescriptor LongRouteKey = Rule.Create(
        "WSS0005", Category, DiagnosticSeverity.Warning, "Over-long route key",
        "The route key of '{0}' has {1} characters, and API Gateway is only known to take {2}. Choose a shorter one.");

    public static readonly DiagnosticDescriptor RouteKeysDifferByCase = Rule.Create(
        "WSS0006", Category, DiagnosticSeverity.Warning, "Route keys that differ only by case",
        "The route keys '{0}' of '{1}' and '{2}' of '{3}' differ only by case, which API Gateway minds. Name them so that nobody mistakes one for the other.");

    public static readonly DiagnosticDescriptor TooManyRoutes = Rule.Create(
        "WSS0007", Category, DiagnosticSeverity.Warning, "More routes than the quota",
        "'{0}' has {1} routes, and API Gateway takes {2} until the quota is raised. Ask AWS to raise it, or split the API.");

    public static readonly DiagnosticDescriptor NoDefaultRoute = Rule.Create(
        "WSS0008", Category, DiagnosticSeverity.Info, "No default route",
        "'{0}' has no [DefaultRoute] handler, so a message that selects no route is answered 'Forbidden'. Add one that says what is wrong.");

    public static readonly DiagnosticDescriptor UnreachableRouteKey = Rule.Create(
        "WSS0009", Category, DiagnosticSeverity.Warning, "Route key that is never selected",
        "The route selection expression '{0}' never yields the route key '{1}' of '{2}'. Change one of them.");

    public static readonly DiagnosticDescriptor SelectionExpression = Rule.Create(
        "WSS0010", Category, DiagnosticSeverity.Error, "Malformed route selection expression",
        "The route selection expression '{0}' is none that API Gateway evaluates. Write $request.body.name, or such variables in braces among text: ${{request.body.a}}/${{request.body.b}}.");

    public static readonly DiagnosticDescriptor KeepAliveKey = Rule.Create(
        "WSS0011", Category, DiagnosticSeverity.Error, "KeepAlive that is no route key",
        "KeepAlive can't be '{0}', which {1}. Name the text that selects it.");

    public static readonly DiagnosticDescriptor KeepAliveHandled = Rule.Create(
        "WSS0012", Category, DiagnosticSeverity.Error, "KeepAlive with a handler",
        "'{0}' handles the route key '{1}', and so does KeepAlive. Leave one of them out.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        DuplicateRouteKey,
        EmptyRouteKey,
        ReservedRouteKey,
        BrokenRouteKey,
        LongRouteKey,
        RouteKeysDifferByCase,
        TooManyRoutes,
        NoDefaultRoute,
        UnreachableRouteKey,
        SelectionExpression,
        KeepAliveKey,
        KeepAliveHandled,
    ];
}
