using System.ComponentModel;
using Microsoft.Extensions.Logging;
using WsScaffold.Connections;

namespace WsScaffold.Generated;

/// <summary>Makes the generated implementation of a client interface for the connections it is to send to.</summary>
/// <typeparam name="TClient">The client interface.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Clients<TClient> : IClients<TClient>
    where TClient : class
{
    private readonly Sender _sender;
    private readonly Func<Recipients, TClient> _create;

    /// <summary>Called by generated code.</summary>
    /// <param name="connections">Sends the messages.</param>
    /// <param name="envelope">How a message is wrapped.</param>
    /// <param name="logger">Is told what was not delivered.</param>
    /// <param name="create">Makes the implementation.</param>
    /// <param name="clock">Times the retries; the system's clock unless given.</param>
    public Clients(IConnections connections, Envelope envelope, ILogger logger, Func<Recipients, TClient> create, TimeProvider? clock = null)
    {
        _sender = new Sender(connections, logger, clock ?? TimeProvider.System, envelope);
        _create = create;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="connectionId"/> is empty.</exception>
    public TClient Connection(string connectionId)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        return _create(new Recipients(_sender, connectionId));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">One of <paramref name="connectionIds"/> is empty.</exception>
    public TClient Connections(IEnumerable<string> connectionIds)
    {
        ArgumentNullException.ThrowIfNull(connectionIds);
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        foreach (var connectionId in connectionIds)
        {
            ArgumentException.ThrowIfNullOrEmpty(connectionId, nameof(connectionIds));
            distinct.Add(connectionId);
        }

        return _create(new Recipients(_sender, [.. distinct]));
    }
}
