namespace WsScaffold;

/// <summary>The retention times that every store uses.</summary>
public static class ConnectionLifetime
{
    /// <summary>
    /// The time after connecting at which a connection is certainly closed: API Gateway's limit of <see
    /// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">two
    /// hours</see> plus 15 minutes for differences between clocks.
    /// </summary>
    public static TimeSpan Longest { get; } = new(2, 15, 0);

    /// <summary>
    /// The time for which a store remembers a connection that closed before it was registered. After this time no <c>$connect</c>
    /// that would register it can still run: Lambda ends every invocation after 15 minutes.
    /// </summary>
    public static TimeSpan Tombstone { get; } = TimeSpan.FromMinutes(20);

    /// <summary>
    /// The time after the acceptance of a handshake in which <c>@connections</c> may return 410 because the connection is not open
    /// yet.
    /// </summary>
    public static TimeSpan Opening { get; } = TimeSpan.FromSeconds(3);
}
