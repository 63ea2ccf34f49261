using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Rules about the parameters of handlers and of the constructors that generated code calls.</summary>
internal static class ParameterRules
{
    private const string Category = "Parameters";

    public static readonly DiagnosticDescriptor ByReference = Rule.Create(
        "WSS0301", Category, DiagnosticSeverity.Error, "Parameter passed by reference",
        "The parameter '{0}' of '{1}' is ref, in or out. Pass it by value.");

    public static readonly DiagnosticDescriptor TwoBodies = Rule.Create(
        "WSS0302", Category, DiagnosticSeverity.Error, "More than one body",
        "'{0}' has two body parameters, '{1}' and '{2}', but a message has only one body. "
        + "Combine them into one type, or mark a service with [FromServices].");

    public static readonly DiagnosticDescriptor NoBody = Rule.Create(
        "WSS0303", Category, DiagnosticSeverity.Error, "Body parameter for an event without a body",
        "The parameter '{0}' of '{1}' would be bound to the body, but this event has none. "
        + "Mark a service with [FromServices], or a value from the handshake with [FromQuery] or [FromHeader] on $connect.");

    public static readonly DiagnosticDescriptor OffHandshake = Rule.Create(
        "WSS0304", Category, DiagnosticSeverity.Error, "Handshake value on another event",
        "The parameter '{0}' of '{1}' comes from the handshake, which only [ConnectRoute] and [Authorizer] methods receive. "
        + "Move it there.");

    public static readonly DiagnosticDescriptor WrongContext = Rule.Create(
        "WSS0305", Category, DiagnosticSeverity.Error, "Context of another event",
        "The parameter '{0}' of '{1}' is a '{2}', the context of another kind of event. Use {3}.");

    public static readonly DiagnosticDescriptor NoService = Rule.Create(
        "WSS0306", Category, DiagnosticSeverity.Error, "Type that can't be a service",
        "The parameter '{0}' of '{1}' is '{2}', which can't be a service. Use a registered class or interface.");

    public static readonly DiagnosticDescriptor NotParsable = Rule.Create(
        "WSS0307", Category, DiagnosticSeverity.Error, "Type that can't be parsed from text",
        "The parameter '{0}' of '{1}' is '{2}', which can't be parsed from text. "
        + "Use string, string[], an enum, or a type that implements IParsable.");

    public static readonly DiagnosticDescriptor BinaryBody = Rule.Create(
        "WSS0308", Category, DiagnosticSeverity.Warning, "Byte array as the body",
        "The body '{0}' of '{1}' is a byte[], which is read as base64 in a JSON string because API Gateway accepts no binary frames. "
        + "Use ReadOnlyMemory<byte> for the text as UTF-8, or a type with a byte[] member.");

    public static readonly DiagnosticDescriptor KeyedService = Rule.Create(
        "WSS0309", Category, DiagnosticSeverity.Error, "Keyed service",
        "The parameter '{0}' of '{1}' is a keyed service, which generated code can't resolve. Register the service with its own type.");

    public static readonly DiagnosticDescriptor OtherEvent = Rule.Create(
        "WSS0310", Category, DiagnosticSeverity.Error, "Event type of another API",
        "The parameter '{0}' of '{1}' is '{2}', and this event can't be converted to that type. Use {3}.");

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
