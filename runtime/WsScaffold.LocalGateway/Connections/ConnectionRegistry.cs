using System.Collections.Concurrent;
using WsScaffold.Gateway.Frames;

namespace WsScaffold.Gateway.Connections;

/// <summary>The connections that can be posted to. A connection is added before the 101 is sent, and removed when it closes.</summary>
internal sealed class ConnectionRegistry
{
    private readonly ConcurrentDictionary<string, ClientConnection> _connections = new(StringComparer.Ordinal);
    private volatile CloseStatus? _stopped;

    public void Add(ClientConnection connection)
    {
        _connections[connection.Facts.ConnectionId] = connection;
        if (_stopped is { } status)
        {
            connection.Close(status);
        }
    }

    public void Remove(ClientConnection connection) => _connections.TryRemove(connection.Facts.ConnectionId, out _);

    /// <summary>
    /// Finds an open connection. If the gateway is still sending the 101, waits until it is sent: the client can receive the 101
    /// and post to its own connection before this side knows that the connection is open.
    /// </summary>
    /// <returns>The connection, or <see langword="null"/> if none with this ID is open.</returns>
    public async ValueTask<ClientConnection?> FindOpenAsync(string connectionId)
    {
        if (!_connections.TryGetValue(connectionId, out var connection))
        {
            return null;
        }

        await connection.Opened.ConfigureAwait(false);
        return connection.IsClosed ? null : connection;
    }

    /// <summary>Closes every connection. Connections that are added later are closed at once.</summary>
    public void CloseAll(CloseStatus status)
    {
        _stopped = status;
        foreach (var connection in _connections.Values)
        {
            connection.Close(status);
        }
    }
}
