using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Of what is sent to connections.</summary>
internal static class SendingRules
{
    private const string Category = "Sending";

    public static readonly DiagnosticDescriptor NoInterface = Rule.Create(
        "WSS0501", Category, DiagnosticSeverity.Error, "Clients without an interface",
        "The parameter '{0}' of '{1}' pushes through '{2}', which must be an interface that is public or internal. Declare one.");

    public static readonly DiagnosticDescriptor ClientMember = Rule.Create(
        "WSS0502", Category, DiagnosticSeverity.Error, "Client member that can't be implemented",
        "Generated code can't implement '{0}'. Make it a method, not generic, that takes one message by value (and a CancellationToken if it likes) and returns ValueTask or ValueTask<SendSummary>.");

    public static readonly DiagnosticDescriptor NotAwaited = Rule.Create(
        "WSS0503", Category, DiagnosticSeverity.Warning, "Send that is not awaited",
        "Nobody waits for '{0}', and Lambda freezes the function once the handler returns. Await it.");

    public static readonly DiagnosticDescriptor WhileConnecting = Rule.Create(
        "WSS0504", Category, DiagnosticSeverity.Warning, "Send to a connection that is still connecting",
        "The connection of '{0}' opens only when it returns, so '{1}' finds it gone (410). Send when its first message comes.");

    public static readonly DiagnosticDescriptor Blocking = Rule.Create(
        "WSS0505", Category, DiagnosticSeverity.Warning, "Blocking on a send",
        "'{0}' blocks the thread that '{1}' needs to make progress, so it never ends in Lambda. Await it.");

    public static readonly DiagnosticDescriptor TooLong = Rule.Create(
        "WSS0506", Category, DiagnosticSeverity.Warning, "Message that its limits let pass 128 KB",
        "{0} may have {1} bytes by its own limits, most of them in '{2}', and API Gateway sends at most 131072 (128 KB). Lower the limits, or send where to fetch it.");

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
