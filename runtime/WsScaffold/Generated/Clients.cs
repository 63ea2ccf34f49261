using System.ComponentModel;
using Microsoft.Extensions.Logging;
using WsScaffold.Events;
using WsScaffold.Pushing;

namespace WsScaffold.Generated;

/// <summary>Selects recipients, and creates the generated implementation of a client interface for them.</summary>
/// <typeparam name="TClient">The client interface.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Clients<TClient> : IClients<TClient>
    where TClient : class
{
    private readonly PushServices _services;
    private readonly Func<Recipients, TClient> _create;
    private readonly Selection _selection;

    /// <summary>Creates an instance. Called by generated code.</summary>
    /// <param name="connections">The client of <c>@connections</c>.</param>
    /// <param name="store">The connection store; <see langword="null"/> in an API without one.</param>
    /// <param name="envelope">The envelope of pushes.</param>
    /// <param name="logger">The logger for failed pushes.</param>
    /// <param name="create">Creates the implementation.</param>
    /// <param name="clock">The clock for retries. The default is the system clock.</param>
    public Clients(
        IConnections connections,
        IConnectionStore? store,
        Envelope envelope,
        ILogger logger,
        Func<Recipients, TClient> create,
        TimeProvider? clock = null
    )
        : this(new PushServices(connections, store, logger, clock ?? TimeProvider.System, envelope), create, Selection.Everybody) { }

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
                "Others needs a current event, and there is none. Use All, or Except(connectionId).All.");
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
    public TClient Connections(IEnumerable<string> connectionIds) =>
        To(_selection with { ConnectionIds = Selection.Distinct(connectionIds) });

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

    private TClient Of(Audience audience, HashSet<string>? except = null, StorePosition position = default) =>
        _services.Store is null
            ? throw new InvalidOperationException(
                "Sends to users, groups and all connections need a connection store. Set [WebSocketApi(Store = "
                    + "ConnectionStore.DynamoDb)], or InMemory for development."
            )
            : To(_selection with { Audience = audience, Position = position, Except = except ?? _selection.Except });

    private TClient To(Selection selection) => _create(new Recipients(_services, selection));
}
