using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads a tagged method: its route, what binds its parameters, where its answer goes.</summary>
internal static class HandlerParser
{
    public static HandlerModel Parse(IMethodSymbol method, string routeAttribute, ContractOptions options, CancellationToken cancellationToken)
    {
        var findings = new Findings($"'{NameOf(method)}' can't {(routeAttribute == WellKnown.Authorizer ? "be the authorizer" : "handle a route")}: ", options, cancellationToken);
        if (ProblemOf(method) is { } problem)
        {
            findings.Refuse(problem);
        }

        var route = findings.Fails ? null : Parse(method, method.Attribute(routeAttribute)!, routeAttribute, findings);
        return findings.Fails
            ? new(null, findings.IsBroken ? null : findings.Problem, default)
            : new(route, null, findings.Contracts);
    }

    private static RouteModel Parse(IMethodSymbol method, AttributeData attribute, string routeAttribute, Findings findings)
    {
        findings.Mention(method.ReturnType);
        findings.Call(method);
        var (key, kind) = KeyParser.Parse(attribute, routeAttribute, findings);
        var parameters = ParameterParser.ParseAll(method, kind, findings);
        var answer = AnswerParser.Parse(method, kind, findings);
        var oneWay = attribute.Named("OneWay")?.Value is true;
        if (oneWay && answer.Kind != AnswerKind.None)
        {
            findings.Refuse("it is OneWay and returns an answer. Leave out one of them.");
        }

        var instance = method.IsStatic ? null : ConstructionParser.Parse(method.ContainingType, findings);

        return new(
            key,
            kind,
            NameOf(method),
            (method.IsStatic ? method.ContainingType.GlobalName() : "handler") + "." + method.Name.Escaped(),
            instance,
            parameters,
            answer,
            oneWay,
            method.ContainingType.GlobalName(),
            kind == RouteKind.Authorizer ? AuthorizerParser.Filters(method, findings) : Filters(method, findings),
            FunctionParser.Parse(method.ContainingType, findings))
        {
            IdentitySources = kind == RouteKind.Authorizer ? AuthorizerParser.IdentitySources(attribute, findings) : [],
            Warnings = findings.Warnings,
        };
    }

    // The API's own filters wrap all handlers: they are the API's business.
    private static EquatableArray<FilterModel> Filters(IMethodSymbol method, Findings findings)
    {
        EquatableArray<FilterModel> classFilters = method.ContainingType.Attribute(WellKnown.WebSocketApi) is null ? FilterParser.Parse(method.ContainingType, findings) : [];
        return classFilters.Concat(FilterParser.Parse(method, findings)).ToEquatableArray();
    }

    private static string? ProblemOf(IMethodSymbol method) => method switch
    {
        { IsGenericMethod: true } => "it is generic. Give it concrete types.",
        { IsAbstract: true } => "it is abstract. Tag the method that implements it.",
        { IsAsync: true, ReturnsVoid: true } => "it is async void, so nobody could wait for it. Return Task.",
        { ReturnsByRef: true } or { ReturnsByRefReadonly: true } => "it returns a reference. Return a value.",
        _ when !method.IsAccessibleInAssembly() => "generated code can't call it. Make it and its class public or internal, and not file-local.",
        _ when method.ContainingType is { IsGenericType: true } => "its class is generic. Move it to one that is not.",
        _ => null,
    };

    private static string NameOf(IMethodSymbol method) => $"{method.ContainingType.Name}.{method.Name}";
}
