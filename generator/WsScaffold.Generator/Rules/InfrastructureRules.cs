using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Of what the infrastructure follows from.</summary>
internal static class InfrastructureRules
{
    private const string Category = "Infrastructure";

    public static readonly DiagnosticDescriptor Function = Rule.Create(
        "WSS0801", Category, DiagnosticSeverity.Error, "Function that Lambda doesn't have",
        "The [LambdaFunction] of '{0}' {1}");

    public static readonly DiagnosticDescriptor FunctionSettings = Rule.Create(
        "WSS0802", Category, DiagnosticSeverity.Error, "One function with different settings",
        "[LambdaFunction(\"{0}\")] is written with different settings. Write them once, and the name alone on the other classes.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        Function,
        FunctionSettings,
    ];
}
