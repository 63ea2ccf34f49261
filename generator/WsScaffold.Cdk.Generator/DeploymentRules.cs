using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Cdk.Generator;

/// <summary>Rules about the project that deploys an API.</summary>
internal static class DeploymentRules
{
    private const string Category = "Infrastructure";

    public static readonly DiagnosticDescriptor SameName = Rule.Create(
        "WSS0803", Category, DiagnosticSeverity.Error, "Two APIs with the same name",
        "'{0}' and '{1}' both have an API named '{2}'. Rename one of the classes, or deploy them from two projects.");

    public static readonly DiagnosticDescriptor OtherVersion = Rule.Create(
        "WSS0804", Category, DiagnosticSeverity.Error, "API built with another version",
        "'{0}' was built with WsScaffold {1}, but this project uses WsScaffold.Cdk {2}. "
        + "Use the same version of both packages and build again.");

    public static readonly DiagnosticDescriptor NoRoutes = Rule.Create(
        "WSS0805", Category, DiagnosticSeverity.Error, "API without routes",
        "'{0}' of '{1}' has no routes to deploy. "
        + "Tag one of its methods, for example with [WebSocketRoute(\"sendMessage\")] or [DefaultRoute].");

    public static readonly DiagnosticDescriptor NoApi = Rule.Create(
        "WSS0806", Category, DiagnosticSeverity.Error, "Deployment without an API",
        "There are no routes to deploy: {0}. {1}.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = [SameName, OtherVersion, NoRoutes, NoApi];
}
