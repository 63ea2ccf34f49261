using System.ComponentModel;
using Microsoft.Extensions.Logging;
using WsScaffold.Events;
using WsScaffold.Pushing;

namespace WsScaffold.Generated;

/// <summary>Makes the generated implementation of a client interface for the connections it is to send to.</summary>
/// <typeparam name="TClient">The client interface.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Clients<TClient> : IClients<TClient>
    where TClient : class
{
    private readonly PushServices _services;
    private readonly Func<Recipients, TClient> _create;
    private readonly Selection _selection;

    /// <summary>Called by generated code.</summary>
    /// <param name="connections">Sends the messages.</param>
    /// <param name="store">Knows who is connected; <see langword="null"/> in an API without a store.</param>
    /// <param name="envelope">How a message is wrapped.</param>
    /// <param name="logger">Is told what was not delivered.</param>
    /// <param name="create">Makes the implementation.</param>
    /// <param name="clock">Times the retries; the system's clock unless given.</param>
    public Clients(
        IConnections connections, IConnectionStore? store, Envelope envelope, ILogger logger, Func<Recipients, TClient> create, TimeProvider? clock = null)
        : this(new PushServices(connections, store, logger, clock ?? TimeProvider.System, envelope), create, Selection.Everybody)
    {
    }

    private Clients(PushServices services, Func<Recipients, TClient> create, Selection selection)
    {
        _services = services;
        _create = create;
        _selection = selection;
    }

    /// <inheritdoc/>
    public TClient All => Of(Audience.All);

    /// <inheritdoc/>
    public TClient Others
    {
        get
        {
            var caller = InvocationContext.Origin?.ConnectionId ?? throw new InvalidOperationException(
                "There are no others: no event is being handled. Use All, or Except(connectionId).All.");
            return Of(Audience.All, Leaving([caller]));
        }
    }

    /// <inheritdoc/>
    public IClients<TClient> Chunked => new Clients<TClient>(_services, _create, _selection with { Chunked = true });

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="connectionId"/> is empty.</exception>
    public TClient Connection(string connectionId)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        return To(_selection with { ConnectionIds = [connectionId] });
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">One of <paramref name="connectionIds"/> is empty.</exception>
    public TClient Connections(IEnumerable<string> connectionIds) => To(_selection with { ConnectionIds = Selection.Distinct(connectionIds) });

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="user"/> is empty or over 512 characters.</exception>
    public TClient User(string user) => Of(Audience.User(user));

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="group"/> is empty or over 512 characters.</exception>
    public TClient Group(string group) => Of(Audience.Group(group));

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">One of <paramref name="connectionIds"/> is empty.</exception>
    public IClients<TClient> Except(params IEnumerable<string> connectionIds) =>
        new Clients<TClient>(_services, _create, _selection with { Except = Leaving(Selection.Distinct(connectionIds)) });

    /// <inheritdoc/>
    public IClients<TClient> Report(Action<SendOutcome> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return new Clients<TClient>(_services, _create, _selection with { Callback = callback });
    }

    /// <inheritdoc/>
    public TClient Continue(SendContinuation continuation)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        var rest = ContinuationToken.Read(continuation.Token);
        return rest.ConnectionIds is { } named
            ? To(_selection with { ConnectionIds = named })
            : Of(rest.Audience, Leaving(rest.Except!), rest.Position);
    }

    private HashSet<string> Leaving(IEnumerable<string> connectionIds)
    {
        var except = new HashSet<string>(_selection.Except ?? [], StringComparer.Ordinal);
        except.UnionWith(connectionIds);
        return except;
    }

    private TClient Of(Audience audience, HashSet<string>? except = null, StorePosition position = default) => _services.Store is null
        ? throw new InvalidOperationException(
            "Users, groups and everybody are only known to an API with a store: write [WebSocketApi(Store = ConnectionStore.DynamoDb)], or InMemory on your machine.")
        : To(_selection with { Audience = audience, Position = position, Except = except ?? _selection.Except });

    private TClient To(Selection selection) => _create(new Recipients(_services, selection));
}
