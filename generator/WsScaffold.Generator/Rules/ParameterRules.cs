using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Of the parameters of handlers and constructors.</summary>
internal static class ParameterRules
{
    private const string Category = "Parameters";

    public static readonly DiagnosticDescriptor ByReference = Rule.Create(
        "WSS0301", Category, DiagnosticSeverity.Error, "Parameter by reference",
        "The parameter '{0}' of '{1}' is ref, in or out. Take it by value.");

    public static readonly DiagnosticDescriptor TwoBodies = Rule.Create(
        "WSS0302", Category, DiagnosticSeverity.Error, "Two bodies",
        "'{0}' takes two bodies, '{1}' and '{2}', and a message has one. Take one type that has both parts, and mark services with [FromServices].");

    public static readonly DiagnosticDescriptor NoBody = Rule.Create(
        "WSS0303", Category, DiagnosticSeverity.Error, "Body where the event has none",
        "The parameter '{0}' of '{1}' would be a body, and this event has none. Mark a service with [FromServices], and take a value of the handshake with [FromQuery] or [FromHeader] on $connect.");

    public static readonly DiagnosticDescriptor OffHandshake = Rule.Create(
        "WSS0304", Category, DiagnosticSeverity.Error, "Value of the handshake on another event",
        "The parameter '{0}' of '{1}' comes from the handshake, which only a [ConnectRoute] handler sees. Take it there.");

    public static readonly DiagnosticDescriptor WrongContext = Rule.Create(
        "WSS0305", Category, DiagnosticSeverity.Error, "Context of another event",
        "The parameter '{0}' of '{1}' is '{2}', which this event is not. Take {3}.");

    public static readonly DiagnosticDescriptor NoService = Rule.Create(
        "WSS0306", Category, DiagnosticSeverity.Error, "Type that is no service",
        "The parameter '{0}' of '{1}' is '{2}', which is no service. Take a class or an interface that is registered.");

    public static readonly DiagnosticDescriptor NotParsable = Rule.Create(
        "WSS0307", Category, DiagnosticSeverity.Error, "Type that no text becomes",
        "The parameter '{0}' of '{1}' is '{2}', which can't be made from a text. Take string, string[], an enum, or a type that is IParsable.");

    public static readonly DiagnosticDescriptor BinaryBody = Rule.Create(
        "WSS0308", Category, DiagnosticSeverity.Warning, "Body of bytes",
        "API Gateway closes a connection that sends a binary frame (1003), so the body '{0}' of '{1}' is read as base64 in a JSON string. Take ReadOnlyMemory<byte> for the text as UTF-8, or a type that has the base64 as a member.");

    public static readonly DiagnosticDescriptor KeyedService = Rule.Create(
        "WSS0309", Category, DiagnosticSeverity.Error, "Keyed service",
        "The parameter '{0}' of '{1}' asks for a keyed service, which handlers can't be given. Register a type of its own for it.");

    public static readonly DiagnosticDescriptor OtherEvent = Rule.Create(
        "WSS0310", Category, DiagnosticSeverity.Error, "Event of another kind of API",
        "The parameter '{0}' of '{1}' is '{2}', which this event can't be made into. Take {3}.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        ByReference,
        TwoBodies,
        NoBody,
        OffHandshake,
        WrongContext,
        NoService,
        NotParsable,
        BinaryBody,
        KeyedService,
        OtherEvent,
    ];
}
