using System.Globalization;
using Microsoft.Extensions.Logging;
using WsScaffold.Lambda.Logging;

namespace WsScaffold.Lambda;

/// <summary>
/// The environment variables that Lambda sets for the process, read once.
/// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">the
/// variables</see>.
/// </summary>
internal sealed class LambdaEnvironment
{
    /// <param name="variable">Returns the value of a variable, or <see langword="null"/> if it is not set.</param>
    /// <exception cref="FormatException">
    /// <c>AWS_LAMBDA_RUNTIME_API</c> or <c>AWS_LAMBDA_MAX_CONCURRENCY</c> has an invalid value.
    /// </exception>
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

    /// <summary>The address of the Runtime API; <see langword="null"/> outside Lambda.</summary>
    public RuntimeApiAddress? RuntimeApi { get; }

    public string? FunctionName { get; }

    public string? FunctionVersion { get; }

    public string? Region { get; }

    /// <summary>The maximum number of concurrent invocations: more than one only on Lambda Managed Instances.</summary>
    public int MaxConcurrency { get; }

    /// <summary>Whether Lambda starts the process for a waiting event (on demand) rather than ahead of events.</summary>
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
            : throw new FormatException($"AWS_LAMBDA_MAX_CONCURRENCY is '{value}'. It must be a whole number above 0.");
    }

    private static LogFormat ParseLogFormat(string? value, bool inLambda) =>
        "JSON".Equals(value, StringComparison.OrdinalIgnoreCase) ? LogFormat.Json
        : inLambda || "Text".Equals(value, StringComparison.OrdinalIgnoreCase) ? LogFormat.Text
        : LogFormat.Console;

    // An unknown level must not keep the function from starting: Lambda's default applies.
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
