using System.Text;
using Microsoft.CodeAnalysis;
using WsScaffold.ApiGateway;
using WsScaffold.Generator.Parsing;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads which route key a handler's attribute names.</summary>
internal static class KeyParser
{
    private static readonly string[] _routeAttributes =
    [
        WellKnown.WebSocketRoute,
        WellKnown.ConnectRoute,
        WellKnown.DefaultRoute,
        WellKnown.DisconnectRoute,
        WellKnown.Authorizer,
    ];

    private static readonly Encoding _strictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static (string Key, RouteKind Kind) Parse(string handler, AttributeData attribute, string routeAttribute, Findings findings) =>
        routeAttribute switch
        {
            WellKnown.ConnectRoute => (RouteKeys.Connect, RouteKind.Connect),
            WellKnown.DisconnectRoute => (RouteKeys.Disconnect, RouteKind.Disconnect),
            WellKnown.Authorizer => ("", RouteKind.Authorizer),
            WellKnown.DefaultRoute => (RouteKeys.Default, RouteKind.Message),
            _ => (MessageKey(handler, attribute, findings), RouteKind.Message),
        };

    /// <summary>The kind of event that an attribute names; null when it is no route attribute.</summary>
    public static RouteKind? KindOf(AttributeData attribute) => AttributeName(attribute) switch
    {
        null => null,
        WellKnown.ConnectRoute => RouteKind.Connect,
        WellKnown.DisconnectRoute => RouteKind.Disconnect,
        WellKnown.Authorizer => RouteKind.Authorizer,
        _ => RouteKind.Message,
    };

    /// <summary>The definition name of a route attribute; null when it is none.</summary>
    public static string? AttributeName(AttributeData attribute) =>
        attribute.AttributeClass is { } type ? _routeAttributes.FirstOrDefault(name => type.Is(name)) : null;

    public static bool IsRouteAttribute(ITypeSymbol type) => _routeAttributes.Any(name => type.Is(name));

    /// <summary>The route key that is answered without a handler; null when there is none.</summary>
    public static string? KeepAlive(AttributeData attribute, Findings findings)
    {
        if (attribute.Named("KeepAlive") is not { Value: string key })
        {
            return null;
        }

        var problem = key.Length == 0 ? "is empty"
            : RouteKeys.IsReserved(key) ? "starts with '$', which API Gateway reserves"
            : IsUnicode(key) ? null
            : "contains half of a surrogate pair";
        if (problem is not null)
        {
            findings.Report(RouteRules.KeepAliveKey, Places.Value(attribute, "KeepAlive"), key, problem);
            return null;
        }

        return key;
    }

    private static string MessageKey(string handler, AttributeData attribute, Findings findings)
    {
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Primitive } argument])
        {
            findings.MissCode();
            return "";
        }

        var key = argument.Value as string ?? "";
        var place = Places.Argument(attribute);
        if (key.Length == 0)
        {
            findings.Report(RouteRules.EmptyRouteKey, place, handler);
        }
        else if (RouteKeys.IsReserved(key))
        {
            var meant = ReservedKeys.Nearest(key) is { } attributeName ? $"Use [{attributeName}]" : "Choose another key";
            findings.Report(RouteRules.ReservedRouteKey, place, key, handler, meant);
        }
        else if (!IsUnicode(key))
        {
            findings.Report(RouteRules.InvalidUnicode, place, handler);
        }
        else if (key.Length > RouteKeys.KnownLength)
        {
            findings.Report(RouteRules.LongRouteKey, place, handler, key.Length, RouteKeys.KnownLength);
        }

        return key;
    }

    private static bool IsUnicode(string key)
    {
        try
        {
            return _strictUtf8.GetByteCount(key) > 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
