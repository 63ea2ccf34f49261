using Microsoft.Extensions.Logging;

namespace WsScaffold.Lambda.Logging;

/// <summary>The content of one log line.</summary>
/// <param name="State">The values of the message template, if there is one.</param>
/// <param name="Scopes">Provides the open scopes; <see langword="null"/> if scopes are not kept.</param>
internal readonly record struct LogEntry(
    DateTimeOffset Time,
    LogLevel Level,
    string Category,
    EventId EventId,
    string Message,
    Exception? Exception,
    IReadOnlyList<KeyValuePair<string, object?>>? State,
    LambdaInvocation? Invocation,
    IExternalScopeProvider? Scopes);
