using WsScaffold.Events;
using Microsoft.Extensions.Logging;

namespace WsScaffold.Lambda.Logging;

/// <summary>Writes the log lines of one category.</summary>
internal sealed class LambdaLogger(string category, LambdaLoggerProvider provider) : ILogger
{
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= provider.MinLevel;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => provider.Scopes?.Push(state);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (IsEnabled(logLevel))
        {
            provider.Write(new(
                provider.Time.GetUtcNow(),
                logLevel,
                category,
                eventId,
                formatter(state, exception),
                exception,
                state as IReadOnlyList<KeyValuePair<string, object?>>,
                InvocationContext.Current,
                provider.Scopes));
        }
    }
}
