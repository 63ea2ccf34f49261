using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using WsScaffold.Dispatch;
using WsScaffold.Generated;
using WsScaffold.Hosting;
using WsScaffold.Lambda;
using WsScaffold.Lambda.Logging;
using WsScaffold.ManagementApi;

namespace WsScaffold;

/// <summary>Builds a <see cref="WebSocketApp"/>: configures its services, its logging, and its host outside Lambda.</summary>
/// <remarks>
/// Trimming removes unused parts: only <see cref="Services"/> links the container, and only <see cref="Logging"/> links the logging
/// package.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "What it makes goes over to the app, which disposes it.")]
public sealed class WebSocketAppBuilder
{
    private readonly WebSocketApiDescriptor _descriptor;
    private readonly Func<RouteInvocation, ValueTask> _dispatch;
    private readonly LambdaEnvironment _environment;
    private readonly LambdaLoggerFactory _loggerFactory;
    private InitFailureReporter? _initFailures;
    private readonly List<BuiltInService> _builtIns = [];
    private IServiceCollection? _services;
    private Func<IServiceCollection, WebSocketApp, IServiceProvider>? _buildProvider;
    private ILoggingBuilder? _logging;
    private IWebSocketHost? _host;
    private bool _replacedStore;
    private Func<WebSocketApp, AppConnections>? _createConnections;
    private Action<WebSocketApp, IConnectionStore>? _useStore;

    internal WebSocketAppBuilder(WebSocketApiDescriptor descriptor, Func<RouteInvocation, ValueTask> dispatch, string[] arguments)
    {
        _descriptor = descriptor;
        _dispatch = dispatch;
        Arguments = arguments;
        _environment = InitFailureReporter.ReadEnvironment();
        _loggerFactory = new LambdaLoggerFactory(new LambdaLoggerProvider(_environment.LogFormat, _environment.LogLevel));
        _initFailures = InitFailureReporter.Watch(_environment, _loggerFactory.CreateLogger("WsScaffold"));
    }

    /// <summary>The command-line arguments, for the host.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The services for handlers and filters. Each event has its own scope.</summary>
    public IServiceCollection Services => _services ??= CreateServices();

    /// <summary>
    /// Configures logging: levels, filters and additional providers. Without it, <see cref="ILogger"/> uses the level and the
    /// format of the function's <see
    /// href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html">log settings</see>.
    /// </summary>
    public ILoggingBuilder Logging => _logging ??= CreateLogging();

    /// <summary>Sets the host that runs the app outside Lambda.</summary>
    /// <param name="host">The host.</param>
    /// <returns>This builder.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public WebSocketAppBuilder UseHost(IWebSocketHost host)
    {
        _host = host;
        return this;
    }

    /// <summary>Enables calls of <c>@connections</c>. Generated code calls it if the API pushes.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void UseConnections()
    {
        _createConnections = static app => new ManagementClient(
            new(),
            PushLogger(app),
            new(() => app.CreateManagementTransport?.Invoke() ?? new SocketTransport(TimeProvider.System)),
            callbackUrl: () => app.CallbackUrl);
        AddBuiltIn(static app => app.CreateConnections());
    }

    /// <summary>Replaces the client of <c>@connections</c>, in an API that pushes.</summary>
    /// <param name="create">
    /// Creates the client for a callback URL, <c>https://{apiId}.execute-api.{region}.amazonaws.com/{stage}</c>. It is disposed
    /// with the app.
    /// </param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void UseConnections(Func<Uri, IConnections> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        if (_createConnections is not null)
        {
            _createConnections = app => new CustomConnections(() => app.CallbackUrl, PushLogger(app), create);
        }
    }

    /// <summary>Enables the connection store. Generated code calls it if the API has a store.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void UseStore() => _useStore = static (app, store) =>
    {
        var tracker = new StoreTracker(store, app.Descriptor.KeepAlive, app.LoggerFactory.CreateLogger("WsScaffold.Stores"));
        app.Tracker = tracker;

        // After the store is set: IPresence can take clients, which need the store.
        tracker.Presence = (IPresence?)app.Services.GetService(typeof(IPresence));
    };

    /// <summary>Adds the in-memory store. Generated code calls it if the API uses that store.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void UseInMemoryStore()
    {
        UseStore();
        AddBuiltIn<IConnectionStore>(static _ => new InMemoryConnectionStore());
    }

    /// <summary>Adds a service of the framework. A service that the user registers takes precedence.</summary>
    /// <typeparam name="T">The service.</typeparam>
    /// <param name="create">Creates the service; called once.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AddBuiltIn<T>(Func<WebSocketApp, T> create)
        where T : class => _builtIns.Add(new(typeof(T), create));

    /// <summary>Adds the generated implementation of a client interface.</summary>
    /// <typeparam name="TClient">The client interface.</typeparam>
    /// <param name="create">Creates the implementation for given recipients.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AddClients<TClient>(Func<Recipients, TClient> create)
        where TClient : class =>
        AddBuiltIn<IClients<TClient>>(app => new Clients<TClient>(
            app.Connections!,
            app.Tracker?.Store,
            app.Descriptor.Envelope,
            app.LoggerFactory.CreateLogger(typeof(TClient).FullName!),
            create
        ));

    /// <summary>Builds the app.</summary>
    /// <returns>The app, ready to run.</returns>
    /// <exception cref="InvalidOperationException">
    /// A required service is not registered, or the registered store does not match the API. The message names the fix.
    /// </exception>
    public WebSocketApp Build()
    {
        var app = new WebSocketApp(_descriptor, _dispatch, _host, _createConnections, _environment, _initFailures);
        var services = BuildServices(app);
        app.Start(services, (ILoggerFactory)services.GetService(typeof(ILoggerFactory))!);
        RequireServices(app);
        UseStoreOf(app);
        return app;
    }

    /// <summary>Leaves the reporting of failures to another Lambda runtime.</summary>
    internal void LeaveFailuresToRuntime()
    {
        _initFailures?.Dispose();
        _initFailures = null;
    }

    private ServiceCollection CreateServices()
    {
        _buildProvider = BuildContainer;
        var services = new ServiceCollection();

        // Services that add logging (AddHttpClient does) must not remove the app's own log.
        services.AddSingleton<ILoggerProvider>(new LambdaLoggerProvider(_environment.LogFormat, _environment.LogLevel));
        return services;
    }

    private static ILogger PushLogger(WebSocketApp app) => app.LoggerFactory.CreateLogger("WsScaffold.Connections");

    private ILoggingBuilder CreateLogging()
    {
        ILoggingBuilder? logging = null;
        Services.AddLogging(builder => logging = builder);
        return logging!;
    }

    private IServiceProvider BuildServices(WebSocketApp app)
    {
        AddBuiltIn<ILoggerFactory>(_ => _loggerFactory);
        if (_environment.RuntimeApi is null && _host?.ReplaceStore(_descriptor) is { } replacement)
        {
            _replacedStore = true;
            _builtIns.RemoveAll(static service => service.Type == typeof(IConnectionStore));
            _services?.RemoveAll<IConnectionStore>();
            AddBuiltIn(_ => replacement);
        }

        return _services is null ? new BuiltInServices(app, _builtIns) : _buildProvider!(_services, app);
    }

    // Reached through a delegate, so that only an app that uses the services links it.
    private ServiceProvider BuildContainer(IServiceCollection services, WebSocketApp app)
    {
        services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
        foreach (var builtIn in _builtIns)
        {
            services.TryAdd(ServiceDescriptor.Singleton(builtIn.Type, _ => builtIn.Create(app)));
        }

        return services.BuildServiceProvider();
    }

    // Table, permissions and routes follow from the attribute, so a different store would have none of them.
    private void UseStoreOf(WebSocketApp app)
    {
        var (name, declared) = (_descriptor.Name, _descriptor.Store);
        var store = (IConnectionStore?)app.Services.GetService(typeof(IConnectionStore));
        if ((store?.Kind ?? ConnectionStore.None) != declared && !_replacedStore)
        {
            throw new InvalidOperationException(
                (declared, store) switch
                {
                    (ConnectionStore.None, not null) =>
                        $"{store} is registered, but {name} declares no store. Write [WebSocketApi(Store = "
                            + $"ConnectionStore.{store.Kind})]: routes, permissions and the table follow from it.",
                    (ConnectionStore.DynamoDb, null) =>
                        $"{name} declares Store = ConnectionStore.DynamoDb, but no store is registered. Reference the package "
                            + $"WsScaffold.DynamoDB and call builder.AddDynamoDbConnectionStore() in "
                            + $"{name}.Configure(WebSocketAppBuilder builder).",
                    (_, null) =>
                        $"{name} declares Store = ConnectionStore.{declared}, but no store is registered. Register an "
                            + $"{nameof(IConnectionStore)} in {name}.Configure(WebSocketAppBuilder builder).",
                    _ =>
                        $"{name} declares Store = ConnectionStore.{declared}, but {store} is registered, which is {store!.Kind}. "
                            + $"Register the declared store, or write Store = ConnectionStore.{store.Kind}.",
                }
            );
        }

        if (store is { Kind: ConnectionStore.InMemory } && _environment.RuntimeApi is not null && !_descriptor.AllowInMemoryOnLambda)
        {
            throw new InvalidOperationException(
                $"{name} stores its connections in memory, but Lambda runs many processes, and each would only know its own "
                    + $"connections. Set Store = ConnectionStore.DynamoDb, or AllowInMemoryOnLambda = true if there is only one "
                    + $"execution environment."
            );
        }

        if (store is not null)
        {
            _useStore?.Invoke(app, store);
        }
    }

    private void RequireServices(WebSocketApp app)
    {
        var registered = app.Services.GetService(typeof(IServiceProviderIsService)) as IServiceProviderIsService;
        foreach (var type in _descriptor.RequiredServices)
        {
            if (!(registered?.IsService(type) ?? app.Services.GetService(type) is not null))
            {
                throw new InvalidOperationException(
                    $"A handler or filter of {_descriptor.Name} takes {type}, which is not registered. Add it to builder.Services, for "
                        + $"example in {_descriptor.Name}.Configure(WebSocketAppBuilder builder)."
                );
            }
        }
    }
}
