using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Rules about connection stores and sends to many recipients.</summary>
internal static class StoreRules
{
    private const string Category = "Stores";

    public static readonly DiagnosticDescriptor NoStore = Rule.Create(
        "WSS0901", Category, DiagnosticSeverity.Warning, "Audience without a store",
        "'{0}' throws because it needs a connection store and '{1}' has none. "
        + "Set [WebSocketApi(Store = ConnectionStore.DynamoDb)], or send to connection IDs that you keep yourself.");

    public static readonly DiagnosticDescriptor SummaryDropped = Rule.Create(
        "WSS0902", Category, DiagnosticSeverity.Info, "Discarded summary of a send",
        "A send to a large audience stops before the Lambda deadline, and the remaining recipients are only in the summary of '{0}'. "
        + "Read its Continuation, or change '{0}' to return ValueTask if you don't need it.");

    public static readonly DiagnosticDescriptor OneByOne = Rule.Create(
        "WSS0903", Category, DiagnosticSeverity.Info, "Sends to one connection at a time",
        "'{0}' sends to one connection after another and waits for each. Use clients.Connections to send to all of them at once.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = [NoStore, SummaryDropped, OneByOne];
}
