using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WsScaffold.Lambda;

/// <summary>
/// Reports to Lambda why the function could not start, whichever code threw: registrations, a missing service, the user's code
/// in <c>Program.cs</c>. Without the report, Lambda only sees that the process ended.
/// </summary>
internal sealed class InitFailureReporter : IDisposable
{
    private readonly RuntimeApiAddress _runtimeApi;
    private readonly ILogger _logger;

    private InitFailureReporter(RuntimeApiAddress runtimeApi, ILogger logger)
    {
        _runtimeApi = runtimeApi;
        _logger = logger;
        AppDomain.CurrentDomain.UnhandledException += Report;
    }

    /// <summary>
    /// Reports failures until it is disposed: after the first event has been requested, a failure no longer prevents the start.
    /// </summary>
    public static InitFailureReporter? Watch(LambdaEnvironment environment, ILogger logger) =>
        environment.RuntimeApi is { } runtimeApi ? new(runtimeApi, logger) : null;

    /// <summary>Reads the environment variables that Lambda sets. An invalid value is a failure to start like any other.</summary>
    public static LambdaEnvironment ReadEnvironment()
    {
        try
        {
            return LambdaEnvironment.FromProcess();
        }
        catch (FormatException failure)
        {
            if (Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") is { Length: > 0 } address)
            {
                InitError.Report(failure, RuntimeApiAddress.Parse(address), NullLogger.Instance);
            }

            throw;
        }
    }

    public void Dispose() => AppDomain.CurrentDomain.UnhandledException -= Report;

    private void Report(object sender, UnhandledExceptionEventArgs unhandled)
    {
        if (unhandled.ExceptionObject is Exception failure)
        {
            InitError.Report(failure, _runtimeApi, _logger);
        }
    }
}
