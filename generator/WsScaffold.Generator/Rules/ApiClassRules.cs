using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Rules about the class that is tagged <c>[WebSocketApi]</c>.</summary>
internal static class ApiClassRules
{
    private const string Category = "Api";

    public static readonly DiagnosticDescriptor Missing = Rule.Create(
        "WSS0101", Category, DiagnosticSeverity.Error, "Handlers without an API class",
        "'{0}' handles a route, but no class in the project is tagged [WebSocketApi]. Tag the partial class that is the API.");

    public static readonly DiagnosticDescriptor Several = Rule.Create(
        "WSS0102", Category, DiagnosticSeverity.Error, "More than one API class",
        "'{0}' and '{1}' are both tagged [WebSocketApi], but a project can have only one API. Move one of them to its own project.");

    public static readonly DiagnosticDescriptor NotPartial = Rule.Create(
        "WSS0103", Category, DiagnosticSeverity.Error, "API class that is not partial",
        "'{0}' is not partial, so generated code can't extend it. Add 'partial'.");

    public static readonly DiagnosticDescriptor Static = Rule.Create(
        "WSS0104", Category, DiagnosticSeverity.Error, "Static API class",
        "'{0}' can't be the API because it is static. Remove 'static'; its handlers can stay static.");

    public static readonly DiagnosticDescriptor Generic = Rule.Create(
        "WSS0105", Category, DiagnosticSeverity.Error, "Generic API class",
        "'{0}' can't be the API because it, or a type that contains it, is generic. Use a class without type parameters.");

    public static readonly DiagnosticDescriptor FileLocal = Rule.Create(
        "WSS0106", Category, DiagnosticSeverity.Error, "File-local API class",
        "'{0}' can't be the API because it is file-local. Make it public or internal.");

    public static readonly DiagnosticDescriptor JsonOption = Rule.Create(
        "WSS0107", Category, DiagnosticSeverity.Error, "Invalid JSON option",
        "'{0}' has an invalid JSON option: {1}");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        Missing,
        Several,
        NotPartial,
        Static,
        Generic,
        FileLocal,
        JsonOption,
    ];
}
