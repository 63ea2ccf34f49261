using System.Globalization;
using Microsoft.Extensions.Logging;
using WsScaffold.Lambda.Logging;

namespace WsScaffold.Lambda;

/// <summary>
/// What Lambda tells a process through its environment, read once.
/// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">the variables</see>.
/// </summary>
internal sealed class LambdaEnvironment
{
    /// <param name="variable">Gives the value of a variable, or <see langword="null"/> when it is not set.</param>
    /// <exception cref="FormatException"><c>AWS_LAMBDA_RUNTIME_API</c> or <c>AWS_LAMBDA_MAX_CONCURRENCY</c> has no usable value.</exception>
    public LambdaEnvironment(Func<string, string?> variable)
    {
        RuntimeApi = variable("AWS_LAMBDA_RUNTIME_API") is { Length: > 0 } address ? RuntimeApiAddress.Parse(address) : null;
        FunctionName = variable("AWS_LAMBDA_FUNCTION_NAME");
        FunctionVersion = variable("AWS_LAMBDA_FUNCTION_VERSION");
        Region = variable("AWS_REGION");
        MaxConcurrency = ParseConcurrency(variable("AWS_LAMBDA_MAX_CONCURRENCY"));
        StartsForEvent = variable("AWS_LAMBDA_INITIALIZATION_TYPE") == "on-demand";
        LogFormat = ParseLogFormat(variable("AWS_LAMBDA_LOG_FORMAT"), RuntimeApi is not null);
        LogLevel = ParseLogLevel(variable("AWS_LAMBDA_LOG_LEVEL"));
    }

    /// <summary>Where the Runtime API listens; <see langword="null"/> outside Lambda.</summary>
    public RuntimeApiAddress? RuntimeApi { get; }

    public string? FunctionName { get; }

    public string? FunctionVersion { get; }

    public string? Region { get; }

    /// <summary>How many invocations this process may be given at once: more than one only on Lambda Managed Instances.</summary>
    public int MaxConcurrency { get; }

    /// <summary>Whether somebody's event waits for this process, rather than this process for events to come.</summary>
    public bool StartsForEvent { get; }

    public LogFormat LogFormat { get; }

    public LogLevel LogLevel { get; }

    public static LambdaEnvironment FromProcess() => new(Environment.GetEnvironmentVariable);

    private static int ParseConcurrency(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return 1;
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var concurrency) && concurrency > 0
            ? concurrency
            : throw new FormatException($"AWS_LAMBDA_MAX_CONCURRENCY is '{value}', which is not a whole number above 0.");
    }

    private static LogFormat ParseLogFormat(string? value, bool inLambda) =>
        "JSON".Equals(value, StringComparison.OrdinalIgnoreCase) ? LogFormat.Json
        : inLambda || "Text".Equals(value, StringComparison.OrdinalIgnoreCase) ? LogFormat.Text
        : LogFormat.Console;

    // A level that nobody knows must not cost the function its start: it gets Lambda's own default.
    private static LogLevel ParseLogLevel(string? value) => value?.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "WARN" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" => LogLevel.Critical,
        _ => LogLevel.Information,
    };
}
