using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Rules about handlers, and about the classes that generated code creates to call them.</summary>
internal static class HandlerRules
{
    private const string Category = "Handlers";

    public static readonly DiagnosticDescriptor Generic = Rule.Create(
        "WSS0201", Category, DiagnosticSeverity.Error, "Generic handler",
        "'{0}' can't handle a route because it is generic. Use concrete types.");

    public static readonly DiagnosticDescriptor Abstract = Rule.Create(
        "WSS0202", Category, DiagnosticSeverity.Error, "Abstract handler",
        "'{0}' can't handle a route because it is abstract. Tag the method that implements it.");

    public static readonly DiagnosticDescriptor AsyncVoid = Rule.Create(
        "WSS0203", Category, DiagnosticSeverity.Error, "Async void handler",
        "'{0}' can't handle a route because it is async void: Lambda freezes the function before the method completes. Return Task.");

    public static readonly DiagnosticDescriptor ReturnsReference = Rule.Create(
        "WSS0204", Category, DiagnosticSeverity.Error, "Handler that returns by reference",
        "'{0}' can't handle a route because it returns by reference. Return by value.");

    public static readonly DiagnosticDescriptor Inaccessible = Rule.Create(
        "WSS0205", Category, DiagnosticSeverity.Error, "Inaccessible handler",
        "'{0}' can't handle a route because generated code can't access '{1}'. Make '{1}' public or internal, and not file-local.");

    public static readonly DiagnosticDescriptor InGenericClass = Rule.Create(
        "WSS0206", Category, DiagnosticSeverity.Error, "Handler in a generic class",
        "'{0}' can't handle a route because its class is generic. Move it to a class without type parameters.");

    public static readonly DiagnosticDescriptor SeveralEvents = Rule.Create(
        "WSS0207", Category, DiagnosticSeverity.Error, "Handler for incompatible events",
        "'{0}' is tagged for several kinds of event, but its parameters or its response fit only some of them. "
        + "Write one method for each kind.");

    public static readonly DiagnosticDescriptor NotAMethod = Rule.Create(
        "WSS0208", Category, DiagnosticSeverity.Error, "Route attribute on something other than a method",
        "[{0}] is on a local function, lambda or accessor, which can't be a handler. Tag a method of a class.");

    public static readonly DiagnosticDescriptor NotCreatable = Rule.Create(
        "WSS0209", Category, DiagnosticSeverity.Error, "Class that generated code can't create",
        "'{0}' can't be created for an event. Make it a public or internal class that is neither abstract nor generic.");

    public static readonly DiagnosticDescriptor Constructors = Rule.Create(
        "WSS0210", Category, DiagnosticSeverity.Error, "Class without exactly one constructor",
        "'{0}' can't be created for an event because it has {1} accessible constructors. "
        + "Leave exactly one, whose parameters are services.");

    public static readonly DiagnosticDescriptor RequiredMember = Rule.Create(
        "WSS0211", Category, DiagnosticSeverity.Error, "Required member that nothing sets",
        "'{0}' can't be created for an event because nothing sets its required member '{1}'. Use a constructor parameter instead.");

    public static readonly DiagnosticDescriptor OneWayResponse = Rule.Create(
        "WSS0212", Category, DiagnosticSeverity.Error, "One-way handler with a response",
        "'{0}' is OneWay but returns a response. Remove OneWay, or return nothing.");

    public static readonly DiagnosticDescriptor Obsolete = Rule.Create(
        "WSS0213", Category, DiagnosticSeverity.Error, "Handler or constructor that is obsolete as an error",
        "'{0}' is [Obsolete] with error: true, so generated code can't call it. Make it a warning.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        Generic,
        Abstract,
        AsyncVoid,
        ReturnsReference,
        Inaccessible,
        InGenericClass,
        SeveralEvents,
        NotAMethod,
        NotCreatable,
        Constructors,
        RequiredMember,
        OneWayResponse,
        Obsolete,
    ];
}
