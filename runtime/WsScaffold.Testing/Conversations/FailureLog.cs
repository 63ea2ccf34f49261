using Microsoft.Extensions.Logging;

namespace WsScaffold.Testing.Conversations;

/// <summary>What the API logged as an error: a client hears "Internal server error", and a test should say why.</summary>
internal sealed class FailureLog : ILoggerProvider
{
    private const int MaxShown = 3;
    private readonly Lock _lock = new();
    private readonly List<string> _failures = [];

    public ILogger CreateLogger(string categoryName) => new FailureLogger(this);

    /// <summary>The failures as the end of a message; empty when there are none.</summary>
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

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Add(exception is null ? formatter(state, null) : $"{formatter(state, exception)}{Environment.NewLine}{exception}");
            }
        }
    }
}
