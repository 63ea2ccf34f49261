using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using WsScaffold.Pushing;

namespace WsScaffold.ManagementApi;

/// <summary>Calls <c>@connections</c> through <see cref="IConnections"/> of the user's own, created once per callback URL.</summary>
internal sealed class CustomConnections(Func<Uri?> callbackUrl, ILogger logger, Func<Uri, IConnections> create)
    : AppConnections(new(), callbackUrl)
{
    private readonly ConcurrentDictionary<Uri, Lazy<IConnections>> _byUrl = [];
    private Uri? _loggedRejection;

    public override async ValueTask<ConnectionStatus> PostAsync(
        string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        var url = Endpoint.Url;
        return Note(await At(url).PostAsync(connectionId, message, cancellationToken).ConfigureAwait(false), url);
    }

    public override async ValueTask<ConnectionLookup> GetAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        var url = Endpoint.Url;
        var lookup = await At(url).GetAsync(connectionId, cancellationToken).ConfigureAwait(false);
        Note(lookup.Status, url);
        return lookup;
    }

    public override async ValueTask<ConnectionStatus> DeleteAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        var url = Endpoint.Url;
        return Note(await At(url).DeleteAsync(connectionId, cancellationToken).ConfigureAwait(false), url);
    }

    public override void Dispose()
    {
        foreach (var connections in _byUrl.Values.Where(static connections => connections.IsValueCreated))
        {
            (connections.Value as IDisposable)?.Dispose();
        }
    }

    private IConnections At(Uri url) => _byUrl.GetOrAdd(url, static (url, create) => new(() => create(url)), create).Value;

    // Every call of a misconfigured function is forbidden: one log line per URL is enough.
    private ConnectionStatus Note(ConnectionStatus status, Uri url)
    {
        if (status == ConnectionStatus.Forbidden && Interlocked.Exchange(ref _loggedRejection, url) != url)
        {
            PushLog.Forbidden(logger, url, "ForbiddenException");
        }

        return status;
    }
}
