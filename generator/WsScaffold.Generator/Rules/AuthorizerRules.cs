using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Of the method that decides who may connect.</summary>
internal static class AuthorizerRules
{
    private const string Category = "Authorizers";

    public static readonly DiagnosticDescriptor Several = Rule.Create(
        "WSS0701", Category, DiagnosticSeverity.Error, "Several authorizers",
        "'{0}' and '{1}' are both tagged [Authorizer], and API Gateway asks one. Make them one method.");

    public static readonly DiagnosticDescriptor NoDecision = Rule.Create(
        "WSS0702", Category, DiagnosticSeverity.Error, "Authorizer that doesn't decide",
        "'{0}' returns {1}, which is no decision. Return Authorization, or a task of it.");

    public static readonly DiagnosticDescriptor DecisionElsewhere = Rule.Create(
        "WSS0703", Category, DiagnosticSeverity.Error, "Authorization off the authorizer",
        "'{0}' returns Authorization, which only the [Authorizer] can. Tag it [Authorizer], or refuse with ConnectResult.Reject or a RouteException.");

    public static readonly DiagnosticDescriptor NotDecidedYet = Rule.Create(
        "WSS0704", Category, DiagnosticSeverity.Error, "Authorizer that takes its own decision",
        "'{0}' of '{1}' comes from the authorizer, which has not decided yet. Take it in the handlers of routes.");

    public static readonly DiagnosticDescriptor Filtered = Rule.Create(
        "WSS0705", Category, DiagnosticSeverity.Error, "Filter on the authorizer",
        "'{0}' has a filter, and filters wrap the handlers of routes. Leave out [RouteFilter].");

    public static readonly DiagnosticDescriptor IdentitySource = Rule.Create(
        "WSS0706", Category, DiagnosticSeverity.Error, "Name that can't be an identity source",
        "'{0}' can't be an identity source: API Gateway takes names of letters, digits, '.', '_' and '-'. Bind another name with [FromQuery] or [FromHeader].");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = [Several, NoDecision, DecisionElsewhere, NotDecidedYet, Filtered, IdentitySource];
}
