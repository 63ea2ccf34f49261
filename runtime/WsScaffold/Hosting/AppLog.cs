using Microsoft.Extensions.Logging;

namespace WsScaffold.Hosting;

/// <summary>What an app logs about itself, outside of events.</summary>
internal static partial class AppLog
{
    [LoggerMessage(4, LogLevel.Critical, "The Lambda Runtime API can't be used any more; the process ends")]
    public static partial void RuntimeApiLost(ILogger logger, Exception exception);
}
