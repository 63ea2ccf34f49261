using Microsoft.Extensions.Logging;

namespace WsScaffold.Testing.Conversations;

/// <summary>
/// Collects the errors that the API logs. A client only receives "Internal server error", so a failing test adds these errors to its
/// message.
/// </summary>
internal sealed class FailureLog : ILoggerProvider
{
    private const int MaxShown = 3;
    private readonly Lock _lock = new();
    private readonly List<string> _failures = [];

    public ILogger CreateLogger(string categoryName) => new FailureLogger(this);

    /// <summary>Formats the last errors as the end of an exception message; an empty string if there are none.</summary>
    public string Describe()
    {
        lock (_lock)
        {
            return string.Concat(_failures.TakeLast(MaxShown).Select(static failure => $"{Environment.NewLine}The API logged: {failure}"));
        }
    }

    public void Dispose()
    {
    }

    private void Add(string failure)
    {
        lock (_lock)
        {
            _failures.Add(failure);
        }
    }

    private sealed class FailureLogger(FailureLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Add(exception is null ? formatter(state, null) : $"{formatter(state, exception)}{Environment.NewLine}{exception}");
            }
        }
    }
}
