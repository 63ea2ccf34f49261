using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using WsScaffold.Pushing;

namespace WsScaffold.Hosting;

/// <summary>Calls <c>@connections</c> through what somebody else makes for each place where connections are managed, nearly always one.</summary>
internal sealed class OwnConnections(WebSocketApp app, Func<Uri, IConnections> create) : CallbackConnections(app), IConnections
{
    private readonly ILogger _logger = app.LoggerFactory.CreateLogger("WsScaffold.Connections");
    private readonly ConcurrentDictionary<Uri, Lazy<IConnections>> _byUrl = [];
    private Uri? _loggedRejection;

    public override IConnections Client => this;

    public async ValueTask<ConnectionStatus> PostAsync(string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        var url = Endpoints.Current.Url;
        return Heard(await At(url).PostAsync(connectionId, message, cancellationToken).ConfigureAwait(false), url);
    }

    public async ValueTask<ConnectionLookup> GetAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        var url = Endpoints.Current.Url;
        var lookup = await At(url).GetAsync(connectionId, cancellationToken).ConfigureAwait(false);
        Heard(lookup.Status, url);
        return lookup;
    }

    public async ValueTask<ConnectionStatus> DeleteAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        var url = Endpoints.Current.Url;
        return Heard(await At(url).DeleteAsync(connectionId, cancellationToken).ConfigureAwait(false), url);
    }

    public override void Dispose()
    {
        foreach (var connections in _byUrl.Values.Where(static connections => connections.IsValueCreated))
        {
            (connections.Value as IDisposable)?.Dispose();
        }
    }

    private IConnections At(Uri url) => _byUrl.GetOrAdd(url, static (url, create) => new(() => create(url)), create).Value;

    // A misconfigured function is refused every time: saying it once for each place is enough.
    private ConnectionStatus Heard(ConnectionStatus status, Uri url)
    {
        if (status == ConnectionStatus.Forbidden && Interlocked.Exchange(ref _loggedRejection, url) != url)
        {
            PushLog.Refused(_logger, url, "ForbiddenException");
        }

        return status;
    }
}
