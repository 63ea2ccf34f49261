using Microsoft.Extensions.Logging;
using WsScaffold.Net.Http;

namespace WsScaffold.Lambda;

/// <summary>
/// Reports to Lambda that the function could not start.
/// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-initerror">initialization error</see>.
/// </summary>
internal static partial class InitError
{
    /// <summary>
    /// Reports the failure. The caller then ends the process with an exit code other than 0. This method never throws: a failed
    /// report must not hide the failure itself.
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

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The function could not start, and the Lambda Runtime API rejected the report of it with status {Status}.")]
    private static partial void LogRefused(ILogger logger, int status);

    [LoggerMessage(Level = LogLevel.Error, Message = "The function could not start, and this could not be reported to Lambda.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
