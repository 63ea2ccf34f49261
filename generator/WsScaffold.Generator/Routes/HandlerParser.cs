using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Parsing;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads a tagged method: its route, what binds its parameters, where its response goes.</summary>
internal static class HandlerParser
{
    // What one event has and another lacks.
    private static readonly ImmutableArray<DiagnosticDescriptor> _eventRules =
    [
        ParameterRules.NoBody,
        ParameterRules.OffHandshake,
        ParameterRules.WrongContext,
        ResponseRules.FromConnect,
        ResponseRules.FromDisconnect,
        ResponseRules.ConnectResult,
    ];

    public static HandlerModel Parse(IMethodSymbol method, string routeAttribute, Findings findings)
    {
        CheckMethod(method, findings);

        // What is wrong with its return or its accessibility hides nothing else: all of it shows at once.
        var route = IsHopeless(method) ? null : Parse(method, method.Attribute(routeAttribute)!, routeAttribute, findings);
        if (OtherEvent(method) is { } other)
        {
            findings.Replace(_eventRules, HandlerRules.SeveralEvents, Places.Of(other), method.HandlerName());
        }

        return findings.Fails
            ? new(method.HandlerName(), routeAttribute, null, findings.ProblemTexts, default)
            : new(method.HandlerName(), routeAttribute, route, default, findings.Contracts) { Validated = findings.Validated };
    }

    private static RouteModel Parse(IMethodSymbol method, AttributeData attribute, string routeAttribute, Findings findings)
    {
        findings.Mention(method.ReturnType);
        findings.Call(method);
        var (key, kind) = KeyParser.Parse(method.HandlerName(), attribute, routeAttribute, findings);
        var parameters = ParameterParser.ParseAll(method, kind, findings);
        var response = ResponseParser.Parse(method, kind, findings);
        var oneWay = attribute.Named("OneWay")?.Value is true;
        if (oneWay && response.Kind is not (ResponseKind.None or ResponseKind.Proxy))
        {
            findings.Report(HandlerRules.OneWayResponse, Places.Argument(attribute, "OneWay"), method.HandlerName());
        }

        var containingType = TypeNames.Of(method.ContainingType);
        return new()
        {
            Key = key,
            Kind = kind,
            DisplayName = method.HandlerName(),
            FullName = $"{TypeNames.ForMessages(containingType)}.{method.Name}",
            Target = $"{(method.IsStatic ? containingType : "handler")}.{method.Name.Escaped()}",
            Instance = method.IsStatic ? null : ConstructionParser.Parse(method.ContainingType, findings),
            Parameters = parameters,
            Response = response,
            OneWay = oneWay,
            ContainingType = containingType,
            Filters = kind == RouteKind.Authorizer ? AuthorizerParser.Filters(method, findings) : Filters(method, findings),
            Function = FunctionParser.Parse(method.ContainingType, findings),
            IdentitySources = kind == RouteKind.Authorizer ? AuthorizerParser.IdentitySources(attribute, findings) : [],

            // The last, after all that collects them.
            Warnings = findings.Warnings,
        };
    }

    // The API's own filters wrap all handlers: they are the API's business.
    private static EquatableArray<FilterModel> Filters(IMethodSymbol method, Findings findings)
    {
        EquatableArray<FilterModel> classFilters = method.ContainingType.Attribute(WellKnown.WebSocketApi) is null
            ? FilterParser.Parse(method.ContainingType, findings)
            : [];
        return classFilters.Concat(FilterParser.Parse(method, findings)).ToEquatableArray();
    }

    // Type parameters would be reported again wherever they are named; an abstract method, or a class out of reach, with the
    // class.
    private static bool IsHopeless(IMethodSymbol method) =>
        method.IsGenericMethod
        || method.IsAbstract
        || method.ContainingType.IsGenericType
        || !method.ContainingType.IsAccessibleInAssembly();

    private static void CheckMethod(IMethodSymbol method, Findings findings)
    {
        if (method.IsGenericMethod)
        {
            findings.Report(HandlerRules.Generic, Places.Of(method), method.HandlerName());
        }
        else if (method.IsAbstract)
        {
            findings.Report(HandlerRules.Abstract, Places.Of(method), method.HandlerName());
        }
        else if (method is { IsAsync: true, ReturnsVoid: true })
        {
            findings.Report(HandlerRules.AsyncVoid, Places.ReturnTypeOf(method), method.HandlerName());
        }
        else if (method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            findings.Report(HandlerRules.ReturnsReference, Places.ReturnTypeOf(method), method.HandlerName());
        }
        else if (method.InaccessiblePart() is { } hidden)
        {
            findings.Report(HandlerRules.Inaccessible, Places.Of(hidden), method.HandlerName(), hidden.Name);
        }
        else if (method.ContainingType.IsGenericType)
        {
            findings.Report(HandlerRules.InGenericClass, Places.Of(method.ContainingType), method.HandlerName());
        }
    }

    // The last of a method's route attributes, when they are for events of different kinds.
    private static AttributeData? OtherEvent(IMethodSymbol method)
    {
        var routes = method.GetAttributes()
            .Select(static attribute => (Attribute: attribute, Kind: KeyParser.KindOf(attribute)))
            .Where(static route => route.Kind is not null)
            .ToArray();
        return routes.Select(static route => route.Kind).Distinct().Count() > 1 ? routes[routes.Length - 1].Attribute : null;
    }
}
