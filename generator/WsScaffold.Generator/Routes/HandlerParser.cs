using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads a tagged method: its route, what binds its parameters, where its answer goes.</summary>
internal static class HandlerParser
{
    public static HandlerModel Parse(IMethodSymbol method, string routeAttribute, CancellationToken cancellationToken)
    {
        var problem = ProblemOf(method);
        if (problem is null && TryParse(method, routeAttribute, out var route, out problem))
        {
            return new(route, null, ContractsOf(method, route!, cancellationToken));
        }

        return new(null, $"'{NameOf(method)}' can't handle a route: {problem}", default);
    }

    private static bool TryParse(IMethodSymbol method, string routeAttribute, out RouteModel? route, out string? problem)
    {
        route = null;
        var attribute = method.Attribute(routeAttribute)!;
        var (key, kind) = KeyOf(attribute, routeAttribute);
        var parameters = ParameterParser.ParseAll(method, kind, out problem);
        var answer = AnswerParser.Parse(method, kind, ref problem);
        var instance = method.IsStatic ? null : ConstructionParser.Parse(method.ContainingType, out var constructionProblem) ?? Fail(constructionProblem, ref problem);
        problem ??= FilterParser.Problem(method) ?? FilterParser.Problem(method.ContainingType);
        if (problem is not null)
        {
            return false;
        }

        route = new(
            key,
            kind,
            NameOf(method),
            (method.IsStatic ? method.ContainingType.GlobalName() : "handler") + "." + method.Name.Escaped(),
            instance,
            parameters,
            answer.Kind,
            answer.TypeName,
            answer.IsAwaited,
            attribute.Named("OneWay")?.Value is true,
            method.ContainingType.GlobalName(),
            (method.ContainingType.Attribute(WellKnown.WebSocketApi) is null ? FilterParser.Parse(method.ContainingType) : [])
                .Concat(FilterParser.Parse(method)).ToEquatableArray());
        return true;
    }

    private static (string Key, RouteKind Kind) KeyOf(AttributeData attribute, string routeAttribute) => routeAttribute switch
    {
        WellKnown.ConnectRoute => ("$connect", RouteKind.Connect),
        WellKnown.DisconnectRoute => ("$disconnect", RouteKind.Disconnect),
        WellKnown.DefaultRoute => ("$default", RouteKind.Message),
        _ => (attribute.ConstructorArguments is [{ Value: string key }] ? key : "", RouteKind.Message),
    };

    private static string? ProblemOf(IMethodSymbol method) => method switch
    {
        { IsGenericMethod: true } => "it is generic. Give it concrete types.",
        { IsAbstract: true } => "it is abstract. Tag the method that implements it.",
        { IsAsync: true, ReturnsVoid: true } => "it is async void, so nobody could wait for it. Return Task.",
        { ReturnsByRef: true } or { ReturnsByRefReadonly: true } => "it returns a reference. Return a value.",
        _ when !method.IsAccessibleInAssembly() => "generated code can't call it. Make it and its class public or internal.",
        _ when method.ContainingType is { IsGenericType: true } => "its class is generic. Move it to one that is not.",
        _ => null,
    };

    private static EquatableArray<TypeContract> ContractsOf(IMethodSymbol method, RouteModel route, CancellationToken cancellationToken)
    {
        var bodies = method.Parameters
            .Where((_, index) => route.Parameters[index].Kind == ParameterKind.BodyJson)
            .Select(static parameter => parameter.Type);
        var answers = route.Answer == AnswerKind.Json ? new[] { AnswerParser.ValueType(method)! } : [];
        return bodies.Concat(answers).SelectMany(type => TypeContractParser.Closure(type, cancellationToken)).Distinct().ToEquatableArray();
    }

    private static ConstructionModel? Fail(string? constructionProblem, ref string? problem)
    {
        problem ??= constructionProblem;
        return null;
    }

    private static string NameOf(IMethodSymbol method) => $"{method.ContainingType.Name}.{method.Name}";
}
