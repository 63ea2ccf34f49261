using Microsoft.Extensions.Logging;
using WsScaffold.Net.Http;

namespace WsScaffold.Lambda;

/// <summary>
/// Tells Lambda that the function could not start.
/// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-initerror">initialization error</see>.
/// </summary>
internal static partial class InitError
{
    /// <summary>
    /// Reports the failure. The caller then ends the process with an exit code other than 0, whether or not the report
    /// came through: this never throws, so that the failure itself is not hidden by that of reporting it.
    /// </summary>
    public static void Report(Exception failure, RuntimeApiAddress runtimeApi, ILogger logger)
    {
        try
        {
            var error = new RequestBuffer();
            LambdaError.WriteBody(failure, error);
            using var connection = new RuntimeApiClient(runtimeApi);
            connection.PostInitError(LambdaError.Headers(failure, LambdaError.InitFailed), error);
            if ((int)connection.Status is < 200 or > 299)
            {
                LogRefused(logger, (int)connection.Status);
            }
        }
        catch (RuntimeApiException exception)
        {
            LogFailed(logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The Lambda Runtime API answered {Status} to the report that the function could not start.")]
    private static partial void LogRefused(ILogger logger, int status);

    [LoggerMessage(Level = LogLevel.Error, Message = "Lambda could not be told that the function could not start.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
