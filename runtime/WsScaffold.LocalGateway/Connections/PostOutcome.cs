namespace WsScaffold.Gateway.Connections;

/// <summary>What became of a message that was posted to a connection.</summary>
internal enum PostOutcome
{
    Queued,

    /// <summary>The client reads too slowly.</summary>
    BufferFull,

    /// <summary>The connection closed in the meantime.</summary>
    Closed,
}
