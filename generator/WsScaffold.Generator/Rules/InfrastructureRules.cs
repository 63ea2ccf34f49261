using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Rules about attributes that decide what is deployed.</summary>
internal static class InfrastructureRules
{
    private const string Category = "Infrastructure";

    public static readonly DiagnosticDescriptor Function = Rule.Create(
        "WSS0801", Category, DiagnosticSeverity.Error, "Invalid Lambda function settings",
        "The [LambdaFunction] of '{0}' {1}");

    public static readonly DiagnosticDescriptor FunctionSettings = Rule.Create(
        "WSS0802", Category, DiagnosticSeverity.Error, "Conflicting settings for one function",
        "[LambdaFunction(\"{0}\")] has different settings in different places. Set them on one class, and only the name on the others.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        Function,
        FunctionSettings,
    ];
}
