using System.Collections.Concurrent;

namespace WsScaffold.Gateway.Connections;

/// <summary>The connections that can be reached. One enters when its handshake is being answered and leaves when it closes.</summary>
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
    /// The open connection with this ID, or <see langword="null"/>. One whose 101 is on its way is waited for: its client
    /// may know that it is connected before this side does.
    /// </summary>
    public async ValueTask<ClientConnection?> FindOpenAsync(string connectionId)
    {
        if (!_connections.TryGetValue(connectionId, out var connection))
        {
            return null;
        }

        await connection.Opened.ConfigureAwait(false);
        return connection.IsClosed ? null : connection;
    }

    /// <summary>Closes every connection, and those that are still being opened as soon as they are.</summary>
    public void CloseAll(CloseStatus status)
    {
        _stopped = status;
        foreach (var connection in _connections.Values)
        {
            connection.Close(status);
        }
    }
}
