using System.Collections.Concurrent;

namespace WsScaffold.DynamoDB.Tests;

/// <summary>Counts the messages for each connection.</summary>
internal sealed class CountingConnections : IConnections
{
    private readonly ConcurrentDictionary<string, int> _posts = [];

    public IEnumerable<(string ConnectionId, int Posts)> ByConnection() =>
        _posts.OrderBy(static entry => entry.Key, StringComparer.Ordinal).Select(static entry => (entry.Key, entry.Value));

    public ValueTask<ConnectionStatus> PostAsync(
        string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        _posts.AddOrUpdate(connectionId, 1, static (_, posts) => posts + 1);
        return new(ConnectionStatus.Ok);
    }

    public ValueTask<ConnectionLookup> GetAsync(string connectionId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public ValueTask<ConnectionStatus> DeleteAsync(string connectionId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
