using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Of connection stores, and of sending to many.</summary>
internal static class StoreRules
{
    private const string Category = "Stores";

    public static readonly DiagnosticDescriptor NoStore = Rule.Create(
        "WSS0901", Category, DiagnosticSeverity.Warning, "Audience without a store",
        "'{0}' needs a connection store, and '{1}' has none, so it throws. Write [WebSocketApi(Store = ConnectionStore.DynamoDb)], or send to connection IDs that you keep.");

    public static readonly DiagnosticDescriptor SummaryDropped = Rule.Create(
        "WSS0902", Category, DiagnosticSeverity.Info, "Summary of a broadcast that nobody reads",
        "A sending to a large audience stops before the Lambda deadline, and only the summary of '{0}' says what is left. Read its Continuation, or return ValueTask from '{0}' if that doesn't matter.");

    public static readonly DiagnosticDescriptor OneByOne = Rule.Create(
        "WSS0903", Category, DiagnosticSeverity.Info, "Sends one after another",
        "'{0}' sends to one connection after another, each waiting for the last. Send to all of them by clients.Connections.");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = [NoStore, SummaryDropped, OneByOne];
}
