using Microsoft.Extensions.Logging;

namespace WsScaffold.Hosting;

/// <summary>Log messages of the app outside events.</summary>
internal static partial class AppLog
{
    [LoggerMessage(4, LogLevel.Critical, "The Lambda Runtime API can no longer be used; the process ends")]
    public static partial void RuntimeApiLost(ILogger logger, Exception exception);
}
