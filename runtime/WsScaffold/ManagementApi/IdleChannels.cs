using WsScaffold.Events;

namespace WsScaffold.ManagementApi;

/// <summary>The idle channels. The one used last is reused first, so that the others can expire.</summary>
internal sealed class IdleChannels(TimeProvider clock) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<SocketChannel> _connections = [];
    private bool _disposed;

    /// <exception cref="ObjectDisposedException">The transport was disposed.</exception>
    public SocketChannel? Take(CallbackEndpoint endpoint)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(IConnections));
            RemoveOld();
            var index = _connections.FindLastIndex(connection => connection.IsTo(endpoint));
            if (index < 0)
            {
                return null;
            }

            var connection = _connections[index];
            _connections.RemoveAt(index);
            return connection;
        }
    }

    public void Put(SocketChannel connection)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                connection.LastUsedAt = clock.GetUtcNow();
                _connections.Add(connection);
                return;
            }
        }

        connection.Dispose();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _connections.ForEach(connection => connection.Dispose());
            _connections.Clear();
        }
    }

    private void RemoveOld()
    {
        var now = clock.GetUtcNow();
        for (var i = _connections.Count - 1; i >= 0; i--)
        {
            var connection = _connections[i];
            if (now - connection.LastUsedAt > ManagementTransport.MaxIdle || now - connection.OpenedAt > ManagementTransport.MaxAge)
            {
                _connections.RemoveAt(i);
                connection.Dispose();
            }
        }
    }
}
