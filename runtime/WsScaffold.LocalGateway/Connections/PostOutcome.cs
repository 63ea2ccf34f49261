namespace WsScaffold.Gateway.Connections;

/// <summary>The outcome of posting a message to a connection.</summary>
internal enum PostOutcome
{
    Queued,

    /// <summary>The client reads too slowly, so its send buffer is full.</summary>
    BufferFull,

    /// <summary>The connection is closed.</summary>
    Closed,
}
