using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Rules about messages to clients: pushes, and how long a message can be.</summary>
internal static class SendingRules
{
    private const string Category = "Sending";

    public static readonly DiagnosticDescriptor NoInterface = Rule.Create(
        "WSS0501", Category, DiagnosticSeverity.Error, "Client type that is not an accessible interface",
        "The parameter '{0}' of '{1}' pushes through '{2}', which must be a public or internal interface. Declare one.");

    public static readonly DiagnosticDescriptor ClientMember = Rule.Create(
        "WSS0502", Category, DiagnosticSeverity.Error, "Client member that can't be implemented",
        "Generated code can't implement '{0}'. Declare a non-generic method that takes one message by value, "
        + "optionally takes a CancellationToken, and returns ValueTask or ValueTask<SendSummary>.");

    public static readonly DiagnosticDescriptor NotAwaited = Rule.Create(
        "WSS0503", Category, DiagnosticSeverity.Warning, "Send that is not awaited",
        "'{0}' is not awaited, and Lambda freezes the function once the handler returns. Await it.");

    public static readonly DiagnosticDescriptor WhileConnecting = Rule.Create(
        "WSS0504", Category, DiagnosticSeverity.Warning, "Send to a connection that is not open yet",
        "The connection opens only after '{0}' returns, so '{1}' gets 410 Gone. Send when the client's first message arrives.");

    public static readonly DiagnosticDescriptor Blocking = Rule.Create(
        "WSS0505", Category, DiagnosticSeverity.Warning, "Blocking on a send",
        "'{0}' blocks the thread that '{1}' needs to complete, so it never returns in Lambda. Await '{1}' instead.");

    public static readonly DiagnosticDescriptor TooLong = Rule.Create(
        "WSS0506", Category, DiagnosticSeverity.Warning, "Message that can exceed 128 KB",
        "{0} can have {1} bytes within its declared limits, most of them in '{2}', and API Gateway sends at most 131072 (128 KB). "
        + "Lower the limits, or send a link to the data.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        NoInterface,
        ClientMember,
        NotAwaited,
        WhileConnecting,
        Blocking,
        TooLong,
    ];
}
