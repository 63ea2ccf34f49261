using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Of tagged methods, and of the classes that are created to call them.</summary>
internal static class HandlerRules
{
    private const string Category = "Handlers";

    public static readonly DiagnosticDescriptor Generic = Rule.Create(
        "WSS0201", Category, DiagnosticSeverity.Error, "Generic handler",
        "'{0}' can't handle a route: it is generic. Give it concrete types.");

    public static readonly DiagnosticDescriptor Abstract = Rule.Create(
        "WSS0202", Category, DiagnosticSeverity.Error, "Abstract handler",
        "'{0}' can't handle a route: it is abstract. Tag the method that implements it.");

    public static readonly DiagnosticDescriptor AsyncVoid = Rule.Create(
        "WSS0203", Category, DiagnosticSeverity.Error, "Handler that nobody can wait for",
        "'{0}' can't handle a route: it is async void, so Lambda stops while it runs. Return Task.");

    public static readonly DiagnosticDescriptor ReturnsReference = Rule.Create(
        "WSS0204", Category, DiagnosticSeverity.Error, "Handler that returns a reference",
        "'{0}' can't handle a route: it returns a reference. Return a value.");

    public static readonly DiagnosticDescriptor Inaccessible = Rule.Create(
        "WSS0205", Category, DiagnosticSeverity.Error, "Inaccessible handler",
        "'{0}' can't handle a route: generated code can't reach '{1}'. Make it public or internal, and not file-local.");

    public static readonly DiagnosticDescriptor InGenericClass = Rule.Create(
        "WSS0206", Category, DiagnosticSeverity.Error, "Handler in a generic class",
        "'{0}' can't handle a route: its class is generic. Move it to one that is not.");

    public static readonly DiagnosticDescriptor SeveralEvents = Rule.Create(
        "WSS0207", Category, DiagnosticSeverity.Error, "Handler of events that don't go together",
        "'{0}' is tagged for events of different kinds, and its parameters or its answer suit only some of them. Make it a method for each.");

    public static readonly DiagnosticDescriptor NoMethod = Rule.Create(
        "WSS0208", Category, DiagnosticSeverity.Error, "Route attribute on what is no method of a class",
        "[{0}] stands on what can't be called from outside. Tag a method of a class.");

    public static readonly DiagnosticDescriptor NotCreatable = Rule.Create(
        "WSS0209", Category, DiagnosticSeverity.Error, "Class that can't be created",
        "'{0}' can't be created for an event. Make it a class that is public or internal, and neither abstract nor generic.");

    public static readonly DiagnosticDescriptor Constructors = Rule.Create(
        "WSS0210", Category, DiagnosticSeverity.Error, "Not exactly one constructor",
        "'{0}' can't be created for an event: it has {1} accessible constructors. Leave it exactly one, whose parameters are services.");

    public static readonly DiagnosticDescriptor RequiredMember = Rule.Create(
        "WSS0211", Category, DiagnosticSeverity.Error, "Required member of a handler class",
        "'{0}' can't be created for an event: its member '{1}' is required, and only services are given to it. Take it in the constructor.");

    public static readonly DiagnosticDescriptor OneWayResponse = Rule.Create(
        "WSS0212", Category, DiagnosticSeverity.Error, "One-way handler that answers",
        "'{0}' is OneWay and returns an answer. Leave out one of them.");

    public static readonly DiagnosticDescriptor Obsolete = Rule.Create(
        "WSS0213", Category, DiagnosticSeverity.Error, "Handler that is obsolete as an error",
        "'{0}' is [Obsolete] as an error, so nothing can call it. Make it a warning.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        Generic,
        Abstract,
        AsyncVoid,
        ReturnsReference,
        Inaccessible,
        InGenericClass,
        SeveralEvents,
        NoMethod,
        NotCreatable,
        Constructors,
        RequiredMember,
        OneWayResponse,
        Obsolete,
    ];
}
