using Microsoft.Extensions.Logging;

namespace WsScaffold.Lambda.Logging;

/// <summary>What one line of log says.</summary>
/// <param name="State">The values of the message template, where the logger was given one.</param>
/// <param name="Scopes">Gives the scopes that are open; <see langword="null"/> where nobody keeps them.</param>
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
