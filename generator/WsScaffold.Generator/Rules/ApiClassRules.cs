using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Of the class that is tagged [WebSocketApi].</summary>
internal static class ApiClassRules
{
    private const string Category = "Api";

    public static readonly DiagnosticDescriptor Missing = Rule.Create(
        "WSS0101", Category, DiagnosticSeverity.Error, "Handlers without an API class",
        "'{0}' handles a route, but no class of the project is tagged [WebSocketApi]. Tag the partial class that is the API.");

    public static readonly DiagnosticDescriptor Several = Rule.Create(
        "WSS0102", Category, DiagnosticSeverity.Error, "Several API classes",
        "'{0}' and '{1}' are both tagged [WebSocketApi], and an assembly has one API. Move one of them to a project of its own.");

    public static readonly DiagnosticDescriptor NotPartial = Rule.Create(
        "WSS0103", Category, DiagnosticSeverity.Error, "API class that is not partial",
        "'{0}' is not partial, and generated code has to extend it. Add 'partial'.");

    public static readonly DiagnosticDescriptor Static = Rule.Create(
        "WSS0104", Category, DiagnosticSeverity.Error, "Static API class",
        "'{0}' can't be the API: it is static. Leave 'static' out; its handlers may be static all the same.");

    public static readonly DiagnosticDescriptor Generic = Rule.Create(
        "WSS0105", Category, DiagnosticSeverity.Error, "Generic API class",
        "'{0}' can't be the API: it, or a type around it, is generic. Give it concrete types.");

    public static readonly DiagnosticDescriptor FileLocal = Rule.Create(
        "WSS0106", Category, DiagnosticSeverity.Error, "File-local API class",
        "'{0}' can't be the API: it is file-local. Make it public or internal.");

    public static readonly DiagnosticDescriptor JsonOption = Rule.Create(
        "WSS0107", Category, DiagnosticSeverity.Error, "JSON option that can't be",
        "'{0}' can't be the API: {1}");

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
