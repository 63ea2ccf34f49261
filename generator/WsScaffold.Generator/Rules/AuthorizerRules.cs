using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Rules about the method that is tagged <c>[Authorizer]</c>.</summary>
internal static class AuthorizerRules
{
    private const string Category = "Authorizers";

    public static readonly DiagnosticDescriptor Several = Rule.Create(
        "WSS0701", Category, DiagnosticSeverity.Error, "More than one authorizer",
        "'{0}' and '{1}' are both tagged [Authorizer], but an API has only one authorizer. Combine them into one method.");

    public static readonly DiagnosticDescriptor NoDecision = Rule.Create(
        "WSS0702", Category, DiagnosticSeverity.Error, "Authorizer that returns no decision",
        "'{0}' returns {1}, which is not a decision. Return Authorization, or a task of it.");

    public static readonly DiagnosticDescriptor DecisionElsewhere = Rule.Create(
        "WSS0703", Category, DiagnosticSeverity.Error, "Authorization outside an authorizer",
        "'{0}' returns Authorization, which only an [Authorizer] method can return. "
        + "Tag it [Authorizer], or reject with ConnectResult.Reject or a RouteException.");

    public static readonly DiagnosticDescriptor NotDecidedYet = Rule.Create(
        "WSS0704", Category, DiagnosticSeverity.Error, "Authorizer that takes its own result",
        "The parameter '{0}' of '{1}' comes from the authorizer, which has not decided yet. Use [FromAuthorizer] in route handlers only.");

    public static readonly DiagnosticDescriptor Filtered = Rule.Create(
        "WSS0705", Category, DiagnosticSeverity.Error, "Filter on the authorizer",
        "'{0}' has a filter, but filters apply only to route handlers. Remove [RouteFilter].");

    public static readonly DiagnosticDescriptor IdentitySource = Rule.Create(
        "WSS0706", Category, DiagnosticSeverity.Error, "Invalid identity source name",
        "'{0}' can't be an identity source: API Gateway allows only letters, digits, '.', '_' and '-' in its name. "
        + "Use another query string parameter or header.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        Several,
        NoDecision,
        DecisionElsewhere,
        NotDecidedYet,
        Filtered,
        IdentitySource,
    ];
}
