using Microsoft.Extensions.Logging;

namespace WsScaffold.Pushing;

/// <summary>Logs pushes, but never a message, a token or a credential.</summary>
internal static partial class PushLog
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{CallbackUrl}/@connections rejected a call with 403 {ErrorType}. The function's role needs "
            + "execute-api:ManageConnections on "
            + "arn:aws:execute-api:{{region}}:{{account}}:{{apiId}}/{{stage}}/*/@connections/*, and the callback URL must name this API "
            + "and stage."
    )]
    public static partial void Forbidden(ILogger logger, Uri callbackUrl, string errorType);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Message} did not reach {Failed} of {Recipients} connections: {Throttled} throttled, {Forbidden} forbidden, "
            + "{TooLarge} too large, {Errors} failed with an error."
    )]
    public static partial void NotDelivered(
        ILogger logger,
        string message,
        int failed,
        int recipients,
        int throttled,
        int forbidden,
        int tooLarge,
        int errors,
        Exception? exception
    );

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Message}: the store failed while recipients were read. The continuation in the summary covers the remaining recipients."
    )]
    public static partial void StoreFailed(ILogger logger, string message, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} connections that are gone could not be removed from the store")]
    public static partial void GoneNotRemoved(ILogger logger, int count, Exception exception);
}
