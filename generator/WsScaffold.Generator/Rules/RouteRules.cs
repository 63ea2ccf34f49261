using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Rules about route keys and the route selection expression.</summary>
internal static class RouteRules
{
    private const string Category = "Routes";

    public static readonly DiagnosticDescriptor DuplicateRouteKey = Rule.Create(
        "WSS0001", Category, DiagnosticSeverity.Error, "Duplicate route key",
        "'{0}' and '{1}' both handle the route key '{2}'. Give one of them another key.");

    public static readonly DiagnosticDescriptor EmptyRouteKey = Rule.Create(
        "WSS0002", Category, DiagnosticSeverity.Error, "Empty route key",
        "The route key of '{0}' is empty, so no message can select it. Use the key that clients send.");

    public static readonly DiagnosticDescriptor ReservedRouteKey = Rule.Create(
        "WSS0003", Category, DiagnosticSeverity.Error, "Reserved route key",
        "The route key '{0}' of '{1}' starts with '$', which API Gateway reserves. {2}.");

    public static readonly DiagnosticDescriptor InvalidUnicode = Rule.Create(
        "WSS0004", Category, DiagnosticSeverity.Error, "Invalid Unicode in a route key",
        "The route key of '{0}' contains half of a surrogate pair, which a message can't contain. Use complete characters.");

    public static readonly DiagnosticDescriptor LongRouteKey = Rule.Create(
        "WSS0005", Category, DiagnosticSeverity.Warning, "Very long route key",
        "The route key of '{0}' has {1} characters, and API Gateway may reject a key longer than {2}. Choose a shorter one.");

    public static readonly DiagnosticDescriptor RouteKeysDifferByCase = Rule.Create(
        "WSS0006", Category, DiagnosticSeverity.Warning, "Route keys that differ only in case",
        "The route keys '{0}' of '{1}' and '{2}' of '{3}' differ only in case, and API Gateway is case-sensitive. "
        + "Choose keys that can't be confused.");

    public static readonly DiagnosticDescriptor TooManyRoutes = Rule.Create(
        "WSS0007", Category, DiagnosticSeverity.Warning, "More routes than the default quota",
        "'{0}' has {1} routes, and the default quota of API Gateway is {2}. Request a quota increase from AWS, or split the API.");

    public static readonly DiagnosticDescriptor NoDefaultRoute = Rule.Create(
        "WSS0008", Category, DiagnosticSeverity.Info, "No default route",
        "'{0}' has no [DefaultRoute] handler, so a client whose message matches no route receives only 'Forbidden'. "
        + "Add a handler that explains the error.");

    public static readonly DiagnosticDescriptor UnreachableRouteKey = Rule.Create(
        "WSS0009", Category, DiagnosticSeverity.Warning, "Unreachable route key",
        "The route selection expression '{0}' can never yield the route key '{1}' of '{2}'. Change the key or the expression.");

    public static readonly DiagnosticDescriptor SelectionExpression = Rule.Create(
        "WSS0010", Category, DiagnosticSeverity.Error, "Invalid route selection expression",
        "The route selection expression '{0}' is not valid. "
        + "Use $request.body.name, or combine variables in braces with text: ${{request.body.a}}/${{request.body.b}}.");

    public static readonly DiagnosticDescriptor KeepAliveKey = Rule.Create(
        "WSS0011", Category, DiagnosticSeverity.Error, "Invalid KeepAlive key",
        "KeepAlive can't be '{0}', because the key {1}. Use a key that clients can send.");

    public static readonly DiagnosticDescriptor KeepAliveHandled = Rule.Create(
        "WSS0012", Category, DiagnosticSeverity.Error, "Handler for the KeepAlive key",
        "'{0}' handles the route key '{1}', which KeepAlive already handles. Remove one of them.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        DuplicateRouteKey,
        EmptyRouteKey,
        ReservedRouteKey,
        InvalidUnicode,
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
