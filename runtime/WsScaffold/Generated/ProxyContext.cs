using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace WsScaffold.Generated;

/// <summary>The values of AWS's <c>ILambdaContext</c> in a function that runs on the loop of this library.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ProxyContext
{
    private readonly ILogger _logger;

    internal ProxyContext(LambdaInvocation invocation, ILogger logger)
    {
        Invocation = invocation;
        _logger = logger;
    }

    /// <summary>The invocation.</summary>
    public LambdaInvocation Invocation { get; }

    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime

    /// <summary>The name of the function. Like the other values, it is <see langword="null"/> outside Lambda.</summary>
    public static string? FunctionName => Variable("AWS_LAMBDA_FUNCTION_NAME");

    /// <summary>The version of the function.</summary>
    public static string? FunctionVersion => Variable("AWS_LAMBDA_FUNCTION_VERSION");

    /// <summary>The log group.</summary>
    public static string? LogGroupName => Variable("AWS_LAMBDA_LOG_GROUP_NAME");

    /// <summary>The log stream.</summary>
    public static string? LogStreamName => Variable("AWS_LAMBDA_LOG_STREAM_NAME");

    /// <summary>The memory of the function in megabytes; 0 outside Lambda.</summary>
    public static int MemoryLimitInMB =>
        int.TryParse(Variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes)
            ? megabytes
            : 0;

    /// <summary>Writes a line to the log of the app.</summary>
    /// <param name="level">The name of a <see cref="LogLevel"/>. Any other text means Information.</param>
    /// <param name="message">The line.</param>
    public void Log(string? level, string? message)
    {
        var known = LevelOf(level);
        _logger.Log(known, default, message ?? "", null, static (line, _) => line);
    }

    /// <summary>Writes a message template to the log of the app.</summary>
    /// <param name="level">The name of a <see cref="LogLevel"/>. Any other text means Information.</param>
    /// <param name="exception">The exception to log.</param>
    /// <param name="message">The template.</param>
    /// <param name="args">The values of its placeholders, in order.</param>
    [SuppressMessage("Usage", "CA2254", Justification = "The template is written where this is called.")]
    [SuppressMessage("Performance", "CA1848", Justification = "The template is known where this is called.")]
    public void Log(string? level, Exception? exception, string? message, object?[] args)
    {
        var known = LevelOf(level);
        _logger.Log(known, exception, message, args);
    }

    private static LogLevel LevelOf(string? name) =>
        Enum.TryParse(name, ignoreCase: true, out LogLevel known) ? known : LogLevel.Information;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);
}
