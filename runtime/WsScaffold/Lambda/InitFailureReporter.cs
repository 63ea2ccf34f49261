using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WsScaffold.Lambda;

/// <summary>
/// Tells Lambda why the function could not start, whatever threw on the way: registrations, a missing service, the user's
/// own code in <c>Program.cs</c>. Lambda would otherwise only see a process that ended.
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

    /// <summary>Watches until disposed: once the first event has been asked for, a failure is no longer one of the start.</summary>
    public static InitFailureReporter? Watch(LambdaEnvironment environment, ILogger logger) =>
        environment.RuntimeApi is { } runtimeApi ? new(runtimeApi, logger) : null;

    /// <summary>Reads what Lambda tells the process; what can't be understood of it is a failure to start like any other.</summary>
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
