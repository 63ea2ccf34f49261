using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Parsing;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads what only an authorizer has: the identity sources, and no filters.</summary>
internal static class AuthorizerParser
{
    public static EquatableArray<string> IdentitySources(AttributeData attribute, Findings findings) =>
        Names(attribute, "Headers", findings).Select(static name => ApiGateway.IdentitySources.Header + name)
            .Concat(Names(attribute, "Query", findings).Select(static name => ApiGateway.IdentitySources.Query + name))
            .Distinct(StringComparer.Ordinal)
            .ToEquatableArray();

    /// <summary>None: filters wrap routes, and those of the class leave the authorizer alone.</summary>
    public static EquatableArray<FilterModel> Filters(IMethodSymbol method, Findings findings)
    {
        if (method.Attribute(WellKnown.RouteFilter) is { } filter)
        {
            findings.Report(AuthorizerRules.Filtered, Places.Of(filter), method.HandlerName());
        }

        return [];
    }

    private static IEnumerable<string> Names(AttributeData attribute, string property, Findings findings)
    {
        if (attribute.Named(property) is not { Kind: TypedConstantKind.Array, IsNull: false } names)
        {
            yield break;
        }

        foreach (var name in names.Values.Select(static value => value.Value as string ?? ""))
        {
            if (!ApiGateway.IdentitySources.IsName(name))
            {
                findings.Report(AuthorizerRules.IdentitySource, Places.Value(attribute, property), name);
            }

            yield return name;
        }
    }
}
