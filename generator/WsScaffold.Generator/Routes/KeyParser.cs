using System.Text;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads which route key a handler's attribute names.</summary>
internal static class KeyParser
{
    private static readonly Encoding s_strictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static (string Key, RouteKind Kind) Parse(AttributeData attribute, string routeAttribute, Findings findings) => routeAttribute switch
    {
        WellKnown.ConnectRoute => ("$connect", RouteKind.Connect),
        WellKnown.DisconnectRoute => ("$disconnect", RouteKind.Disconnect),
        WellKnown.Authorizer => ("", RouteKind.Authorizer),
        WellKnown.DefaultRoute => ("$default", RouteKind.Message),
        _ => (MessageKey(attribute, findings), RouteKind.Message),
    };

    /// <summary>The route key that is answered without a handler; null when there is none.</summary>
    public static string? KeepAlive(AttributeData attribute, Findings findings)
    {
        if (attribute.Named("KeepAlive") is not { Value: string key })
        {
            return null;
        }

        var about = findings.About($"KeepAlive can't be '{key}': ");
        Check(key, about);
        findings.Include(about);
        return about.Fails ? null : key;
    }

    private static string MessageKey(AttributeData attribute, Findings findings)
    {
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Primitive } argument])
        {
            findings.MissCode();
            return "";
        }

        var key = argument.Value as string ?? "";
        Check(key, findings);
        return key;
    }

    private static void Check(string key, Findings findings)
    {
        if (key.Length == 0)
        {
            findings.Refuse("its route key is empty. Name the text that selects it.");
        }
        else if (key[0] == '$')
        {
            // https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
            findings.Refuse($"its route key '{key}' starts with '$', which API Gateway keeps for itself. Use [ConnectRoute], [DisconnectRoute] or [DefaultRoute], or another key.");
        }
        else if (!IsUnicode(key))
        {
            findings.Refuse("its route key holds half of a surrogate pair, which no message can. Write whole characters.");
        }
    }

    private static bool IsUnicode(string key)
    {
        try
        {
            return s_strictUtf8.GetByteCount(key) > 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
