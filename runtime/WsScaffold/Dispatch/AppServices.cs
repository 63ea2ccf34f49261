using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WsScaffold.ManagementApi;

namespace WsScaffold.Dispatch;

/// <summary>The parts of an app that its invocations use.</summary>
/// <param name="descriptor">The API.</param>
/// <param name="managementApi">Calls <c>@connections</c>; null if the API doesn't push.</param>
internal sealed class AppServices(WebSocketApiDescriptor descriptor, Lazy<AppConnections>? managementApi)
{
    private IConnections? _connections;

    public WebSocketApiDescriptor Descriptor { get; } = descriptor;

    public Lazy<AppConnections>? ManagementApi { get; } = managementApi;

    /// <summary>The services: registered ones and those of the framework.</summary>
    public IServiceProvider Provider { get; private set; } = null!;

    /// <summary>Creates a scope for each event; null if the app registers no services of its own.</summary>
    public IServiceScopeFactory? Scopes { get; private set; }

    public ILoggerFactory LoggerFactory { get; private set; } = null!;

    /// <summary>The framework's own log.</summary>
    public ILogger Logger { get; private set; } = null!;

    /// <summary>Pushes go through this: the user's own if one is registered. Null if the API doesn't push.</summary>
    public IConnections? Connections =>
        ManagementApi is null ? null : _connections ??= (IConnections?)Provider.GetService(typeof(IConnections));

    /// <summary>Keeps the connection store up to date; null in an API without a store.</summary>
    public ConnectionTracker? Tracker { get; set; }

    public void Start(IServiceProvider provider, ILoggerFactory loggerFactory)
    {
        Provider = provider;
        Scopes = provider.GetService(typeof(IServiceScopeFactory)) as IServiceScopeFactory;
        LoggerFactory = loggerFactory;
        Logger = loggerFactory.CreateLogger("WsScaffold");
    }
}
