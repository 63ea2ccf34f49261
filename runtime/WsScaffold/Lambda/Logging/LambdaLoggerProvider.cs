using System.Buffers;
using Microsoft.Extensions.Logging;

namespace WsScaffold.Lambda.Logging;

/// <summary>
/// Logs to standard output, in the format and from the level of the function's Lambda configuration.
/// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html">logging controls</see>.
/// </summary>
internal sealed class LambdaLoggerProvider(LogFormat format, LogLevel minLevel, ILogOutput output, TimeProvider time)
    : ILoggerProvider, ISupportExternalScope
{
    private const int InitialCapacity = 1024;

    // The memory of a very long line is released.
    private const int KeptCapacity = 64 * 1024;

    private ArrayBufferWriter<byte>? _spare;

    public LambdaLoggerProvider(LogFormat format, LogLevel minLevel)
        : this(format, minLevel, new StandardOutput(), TimeProvider.System)
    {
    }

    public LogLevel MinLevel { get; } = minLevel;

    public TimeProvider Time { get; } = time;

    public IExternalScopeProvider? Scopes { get; private set; }

    public ILogger CreateLogger(string categoryName) => new LambdaLogger(categoryName, this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    public void Write(in LogEntry entry)
    {
        // Taken instead of locked: the ToString of a value may write another log line.
        var line = Interlocked.Exchange(ref _spare, null) ?? new(InitialCapacity);
        line.ResetWrittenCount();
        switch (format)
        {
            case LogFormat.Json:
                JsonLogFormatter.WriteLine(entry, line);
                break;
            case LogFormat.Text:
                TextLogFormatter.WriteLambdaLine(entry, line);
                break;
            default:
                TextLogFormatter.WriteConsoleLine(entry, line);
                break;
        }

        output.Write(line.WrittenSpan);
        if (line.Capacity <= KeptCapacity)
        {
            _spare = line;
        }
    }

    public void Dispose()
    {
    }
}
