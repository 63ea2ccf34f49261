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

/// <summary>Prepares a <see cref="WebSocketApp"/>: its services, its logging, and where it runs outside Lambda.</summary>
/// <remarks>
/// What an app doesn't use is trimmed from it: the container is linked by <see cref="Services"/>, the logging package by
/// <see cref="Logging"/>.
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

    /// <summary>The command line, for the host.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>
    /// The services that handlers and filters may take. Each event has a scope of its own.
    /// </summary>
    public IServiceCollection Services => _services ??= CreateServices();

    /// <summary>
    /// The logging: levels, filters, more providers. Without it an app logs through the same <see cref="ILogger"/>, at the
    /// level and in the format that the function's
    /// <see href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html">log settings</see> say.
    /// </summary>
    public ILoggingBuilder Logging => _logging ??= CreateLogging();

    /// <summary>Chooses who runs the app outside Lambda.</summary>
    /// <param name="host">The host.</param>
    /// <returns>This builder.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public WebSocketAppBuilder UseHost(IWebSocketHost host)
    {
        _host = host;
        return this;
    }

    /// <summary>Lets the app call <c>@connections</c>; generated code asks for it when the API pushes.</summary>
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

    /// <summary>Replaces what carries the calls of <c>@connections</c>, in an API that pushes.</summary>
    /// <param name="create">
    /// Makes it for a callback URL, <c>https://{apiId}.execute-api.{region}.amazonaws.com/{stage}</c>; disposed with the app.
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

    /// <summary>Lets the framework keep connections; generated code asks for it when the API has a store.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void UseStore() => _useStore = static (app, store) =>
    {
        var tracker = new StoreTracker(store, app.Descriptor.KeepAlive, app.LoggerFactory.CreateLogger("WsScaffold.Stores"));
        app.Tracker = tracker;

        // After the app has its store: a presence may take clients, which send to connections of the store.
        tracker.Presence = (IPresence?)app.Services.GetService(typeof(IPresence));
    };

    /// <summary>Keeps connections in memory; generated code asks for it when the API says so.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void UseInMemoryStore()
    {
        UseStore();
        AddBuiltIn<IConnectionStore>(static _ => new InMemoryConnectionStore());
    }

    /// <summary>Adds a service that the framework brings and a handler takes; one that the user registers wins.</summary>
    /// <typeparam name="T">The service.</typeparam>
    /// <param name="create">Makes it, once.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AddBuiltIn<T>(Func<WebSocketApp, T> create)
        where T : class => _builtIns.Add(new(typeof(T), create));

    /// <summary>Adds the generated implementation of a client interface.</summary>
    /// <typeparam name="TClient">The client interface.</typeparam>
    /// <param name="create">Makes the implementation for the connections it is to send to.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AddClients<TClient>(Func<Recipients, TClient> create)
        where TClient : class => AddBuiltIn<IClients<TClient>>(app =>
            new Clients<TClient>(app.Connections!, app.Tracker?.Store, app.Descriptor.Envelope, app.LoggerFactory.CreateLogger(typeof(TClient).FullName!), create));

    /// <summary>Makes the app.</summary>
    /// <returns>The app, ready to run.</returns>
    /// <exception cref="InvalidOperationException">
    /// A handler takes a service that is not registered, or the store is not the one that the API says; the message names the fix.
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

    /// <summary>Another Lambda runtime runs the app, and tells Lambda what fails.</summary>
    internal void LeaveFailuresToRuntime()
    {
        _initFailures?.Dispose();
        _initFailures = null;
    }

    private ServiceCollection CreateServices()
    {
        _buildProvider = BuildContainer;
        var services = new ServiceCollection();

        // Whoever adds logging to the services (AddHttpClient does) must not lose the app's own log by it.
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

    // Table, rights and routes follow from what the attribute says: a store that differs from it has none of them.
    private void UseStoreOf(WebSocketApp app)
    {
        var (name, declared) = (_descriptor.Name, _descriptor.Store);
        var store = (IConnectionStore?)app.Services.GetService(typeof(IConnectionStore));
        if ((store?.Kind ?? ConnectionStore.None) != declared && !_replacedStore)
        {
            throw new InvalidOperationException((declared, store) switch
            {
                (ConnectionStore.None, not null) => $"{store} is registered, but {name} says nothing of a store. Write [WebSocketApi(Store = ConnectionStore.{store.Kind})], so that its routes, rights and table follow from it.",
                (ConnectionStore.DynamoDb, null) => $"{name} says Store = ConnectionStore.DynamoDb, and none is registered. Reference the package WsScaffold.DynamoDB and call builder.AddDynamoDbConnectionStore() in {name}.Configure(WebSocketAppBuilder builder).",
                (_, null) => $"{name} says Store = ConnectionStore.{declared}, and none is registered. Register an {nameof(IConnectionStore)} in {name}.Configure(WebSocketAppBuilder builder).",
                _ => $"{name} says Store = ConnectionStore.{declared}, but {store}, which is {store!.Kind}, is registered. Register the other one, or write Store = ConnectionStore.{store.Kind}.",
            });
        }

        if (store is { Kind: ConnectionStore.InMemory } && _environment.RuntimeApi is not null && !_descriptor.AllowInMemoryOnLambda)
        {
            throw new InvalidOperationException(
                $"{name} keeps its connections in memory, and Lambda runs many processes: each would know only its own. Write Store = ConnectionStore.DynamoDb, or AllowInMemoryOnLambda = true if one execution environment is all there is.");
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
                    $"A handler or filter of {_descriptor.Name} takes {type}, which is not registered. Add it to builder.Services, for example in {_descriptor.Name}.Configure(WebSocketAppBuilder builder).");
            }
        }
    }
}
