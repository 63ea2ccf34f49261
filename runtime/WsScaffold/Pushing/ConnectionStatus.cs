namespace WsScaffold;

/// <summary>The result of a call to <see cref="IConnections"/>.</summary>
public enum ConnectionStatus
{
    /// <summary>The call succeeded.</summary>
    Ok,

    /// <summary>
    /// 410: the connection is closed, never existed, or is still connecting; or 400 because the text is not a connection ID. Remove
    /// the connection.
    /// </summary>
    Gone,

    /// <summary>429: too many calls, or the client reads too slowly. Retry later.</summary>
    Throttled,

    /// <summary>413: the message is over 128 KB.</summary>
    PayloadTooLarge,

    /// <summary>
    /// 403: the function lacks permission (<c>execute-api:ManageConnections</c>) for this API, or the callback URL names another
    /// stage.
    /// </summary>
    Forbidden,
}
