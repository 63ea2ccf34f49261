namespace WsScaffold;

/// <summary>How long a store keeps what it knows; every store keeps to the same.</summary>
public static class ConnectionLifetime
{
    /// <summary>
    /// How long after connecting a connection can't be open any more: API Gateway's
    /// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">two hours</see>
    /// and a quarter for the differences between clocks.
    /// </summary>
    public static TimeSpan Longest { get; } = new(2, 15, 0);

    /// <summary>
    /// How long a closed connection is remembered that had not been registered when it closed. By then no <c>$connect</c>
    /// can be running that would register it: Lambda ends every invocation after 15 minutes.
    /// </summary>
    public static TimeSpan Tombstone { get; } = TimeSpan.FromMinutes(20);

    /// <summary>
    /// How long after its handshake was accepted a connection may be said to be gone (410) although it is not open yet.
    /// </summary>
    public static TimeSpan Opening { get; } = TimeSpan.FromSeconds(3);
}
