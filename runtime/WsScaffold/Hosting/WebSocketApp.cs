using System.Buffers;
using Microsoft.Extensions.Logging;
using WsScaffold.Dispatch;
using WsScaffold.Generated;
using WsScaffold.Hosting;
using WsScaffold.Lambda;
using WsScaffold.ManagementApi;

namespace WsScaffold;

/// <summary>A WebSocket API that is ready to run: in Lambda, on the local gateway, or event by event in a test.</summary>
public sealed class WebSocketApp : IAsyncDisposable, ILambdaFunction
{
    private readonly Func<RouteInvocation, ValueTask> _dispatch;
    private readonly Action<RouteInvocation> _release;
    private readonly IWebSocketHost? _host;
    private readonly AppServices _services;
    private readonly LambdaEnvironment _environment;
    private readonly InitFailureReporter? _initFailures;
    private RouteInvocation? _spare;

    internal WebSocketApp(
        WebSocketApiDescriptor descriptor,
        Func<RouteInvocation, ValueTask> dispatch,
        IWebSocketHost? host,
        Func<WebSocketApp, AppConnections>? createConnections,
        LambdaEnvironment environment,
        InitFailureReporter? initFailures)
    {
        _services = new(descriptor, createConnections is null ? null : new(() => createConnections(this)));
        _dispatch = dispatch;
        _release = invocation => _spare = invocation;
        _host = host;
        _environment = environment;
        _initFailures = initFailures;
    }

    /// <summary>The description of the API.</summary>
    public WebSocketApiDescriptor Descriptor => _services.Descriptor;

    /// <summary>The services of the app: registered ones and those of the framework.</summary>
    public IServiceProvider Services => _services.Provider;

    /// <summary>The logger factory of the app.</summary>
    public ILoggerFactory LoggerFactory => _services.LoggerFactory;

    /// <summary>
    /// The callback URL, <c>https://{apiId}.execute-api.{region}.amazonaws.com/{stage}</c>, if a host sets it. If it is <see
    /// langword="null"/>, <c>WSSCAFFOLD_CALLBACK_URL</c> applies, and without that the API and stage of each event.
    /// </summary>
    public Uri? CallbackUrl { get; set; }

    /// <summary>Pushes go through this: the user's own if one is registered. Null if the API doesn't push.</summary>
    internal IConnections? Connections => _services.Connections;

    /// <summary>Keeps the connection store up to date; null in an API without a store.</summary>
    internal ConnectionTracker? Tracker
    {
        get => _services.Tracker;
        set => _services.Tracker = value;
    }

    /// <summary>
    /// Creates the transport for <c>@connections</c>, for a host that must not block threads. Set it before the first event.
    /// </summary>
    internal Func<ManagementTransport>? CreateManagementTransport { get; set; }

    /// <summary>Creates a builder for the app of an API.</summary>
    /// <typeparam name="TApi">The class with <see cref="WebSocketApiAttribute"/>.</typeparam>
    /// <param name="args">The command line.</param>
    /// <returns>The builder. <c>TApi.Configure(WebSocketAppBuilder)</c> is applied if the class has it.</returns>
    public static WebSocketAppBuilder CreateBuilder<TApi>(string[]? args = null)
        where TApi : IWebSocketApi
    {
        var builder = new WebSocketAppBuilder(TApi.Descriptor, TApi.DispatchAsync, args ?? []);
        TApi.Configure(builder);
        return builder;
    }

    /// <summary>Handles one event, in the form in which Lambda delivers it, and writes the response.</summary>
    /// <param name="lambdaEvent">An API Gateway WebSocket event as UTF-8 JSON. The memory must not change until the task completes.</param>
    /// <param name="invocation">The invocation.</param>
    /// <param name="response">The destination of the response: <c>{"statusCode":200,…}</c>.</param>
    /// <returns>
    /// A task that completes when the event is handled. It fails if the handler threw, or with a <see cref="FormatException"/> if
    /// the event is not a WebSocket event.
    /// </returns>
    public ValueTask InvokeAsync(ReadOnlyMemory<byte> lambdaEvent, LambdaInvocation invocation, IBufferWriter<byte> response)
    {
        var route = Interlocked.Exchange(ref _spare, null) ?? new RouteInvocation(_services, _dispatch, _release);
        return route.RunAsync(lambdaEvent, invocation, response);
    }

    /// <summary>
    /// Runs the app until the process is stopped: as a Lambda function if <c>AWS_LAMBDA_RUNTIME_API</c> is set, otherwise on the
    /// host of the builder (the local gateway).
    /// </summary>
    /// <param name="cancellationToken">Stops the app.</param>
    /// <returns>A task that completes when the app has stopped.</returns>
    /// <exception cref="InvalidOperationException">The process does not run in Lambda, and the builder has no host.</exception>
    public Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_environment.RuntimeApi is not null)
        {
            RunInLambda(cancellationToken);
            return Task.CompletedTask;
        }

        return _host is not null
            ? _host.RunAsync(this, cancellationToken)
            : throw new InvalidOperationException(
                "The app has no host: the process does not run in Lambda (AWS_LAMBDA_RUNTIME_API is not set), and there is no local "
                    + "gateway. Call builder.UseLocalGateway() of the package WsScaffold.LocalGateway, within #if DEBUG to keep it out "
                    + "of releases."
            );
    }

    /// <summary>Disposes the app's services.</summary>
    /// <returns>A task that completes when the services are disposed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Services is IAsyncDisposable services)
        {
            await services.DisposeAsync().ConfigureAwait(false);
        }

        if (_services.ManagementApi is { IsValueCreated: true } managementApi)
        {
            managementApi.Value.Dispose();
        }

        (LoggerFactory as IDisposable)?.Dispose();
    }

    internal void Start(IServiceProvider services, ILoggerFactory loggerFactory) => _services.Start(services, loggerFactory);

    internal IConnections CreateConnections() => _services.ManagementApi!.Value;

    private void RunInLambda(CancellationToken cancellationToken)
    {
        _initFailures?.Dispose();
        try
        {
            LambdaLoop.Run(this, _environment, _services.Logger, cancellationToken);
        }
        catch (RuntimeApiException e)
        {
            // Lambda replaces an execution environment whose process ends with an exit code other than 0.
            AppLog.RuntimeApiLost(_services.Logger, e);
            Environment.ExitCode = 1;
        }
    }
}
