namespace WsScaffold;

/// <summary>One event of a connection.</summary>
public abstract class EventContext
{
}

/// <summary>A handshake.</summary>
public sealed class ConnectContext : EventContext
{
    /// <summary>The subprotocols that the client offers.</summary>
    public IReadOnlyList<string> Subprotocols => throw new NotImplementedException();
}

/// <summary>A message.</summary>
public sealed class MessageContext : EventContext
{
}

/// <summary>A closed connection.</summary>
public sealed class DisconnectContext : EventContext
{
}
