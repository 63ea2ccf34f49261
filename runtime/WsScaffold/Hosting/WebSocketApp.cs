using System.Buffers;
using Microsoft.Extensions.Logging;
using WsScaffold.Dispatch;
using WsScaffold.Generated;
using WsScaffold.Hosting;
using WsScaffold.Lambda;
using WsScaffold.ManagementApi;

namespace WsScaffold;

/// <summary>A WebSocket API, ready to run: in Lambda, on the local gateway, or event by event in a test.</summary>
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

    /// <summary>What the API consists of.</summary>
    public WebSocketApiDescriptor Descriptor => _services.Descriptor;

    /// <summary>The services of the app: what was registered, and what the framework brings.</summary>
    public IServiceProvider Services => _services.Provider;

    /// <summary>The logger factory that the app logs to.</summary>
    public ILoggerFactory LoggerFactory => _services.LoggerFactory;

    /// <summary>
    /// Where connections are managed, <c>https://{apiId}.execute-api.{region}.amazonaws.com/{stage}</c>, when a host sets it.
    /// <see langword="null"/> leaves it to <c>WSSCAFFOLD_CALLBACK_URL</c>, and without that to the API and stage of each event.
    /// </summary>
    public Uri? CallbackUrl { get; set; }

    /// <summary>What the app pushes through, the user's own if one is registered; null when the API doesn't push.</summary>
    internal IConnections? Connections => _services.Connections;

    /// <summary>Keeps the connection store up to date; null in an API without a store.</summary>
    internal ConnectionTracker? Tracker
    {
        get => _services.Tracker;
        set => _services.Tracker = value;
    }

    /// <summary>What carries the calls of <c>@connections</c>, for a host where a blocked thread is missed; set before the first event.</summary>
    internal Func<ManagementTransport>? CreateManagementTransport { get; set; }

    /// <summary>Prepares an app for the API that <typeparamref name="TApi"/> is tagged as.</summary>
    /// <typeparam name="TApi">The class that is tagged <see cref="WebSocketApiAttribute"/>.</typeparam>
    /// <param name="args">The command line.</param>
    /// <returns>The builder, with <c>TApi.Configure(WebSocketAppBuilder)</c> applied when the class has it.</returns>
    public static WebSocketAppBuilder CreateBuilder<TApi>(string[]? args = null)
        where TApi : IWebSocketApi
    {
        var builder = new WebSocketAppBuilder(TApi.Descriptor, TApi.DispatchAsync, args ?? []);
        TApi.Configure(builder);
        return builder;
    }

    /// <summary>Handles one event as Lambda would deliver it and writes the answer.</summary>
    /// <param name="lambdaEvent">An API Gateway WebSocket event as UTF-8 JSON; must stay untouched until the task completes.</param>
    /// <param name="invocation">What Lambda says about the invocation.</param>
    /// <param name="response">Takes the answer: <c>{"statusCode":200,…}</c>.</param>
    /// <returns>Completes when the event is handled. It fails where the function would: the handler threw, or (<see cref="FormatException"/>) the event is no WebSocket event.</returns>
    public ValueTask InvokeAsync(ReadOnlyMemory<byte> lambdaEvent, LambdaInvocation invocation, IBufferWriter<byte> response)
    {
        var route = Interlocked.Exchange(ref _spare, null) ?? new RouteInvocation(_services, _dispatch, _release);
        return route.RunAsync(lambdaEvent, invocation, response);
    }

    /// <summary>
    /// Serves until the process is told to stop: as a Lambda function when <c>AWS_LAMBDA_RUNTIME_API</c> is set, else on
    /// the host that the builder was given (the local gateway).
    /// </summary>
    /// <param name="cancellationToken">Stops serving.</param>
    /// <returns>Completes when serving has stopped.</returns>
    /// <exception cref="InvalidOperationException">Not in Lambda, and no host was chosen.</exception>
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
                "There is nothing to run on: this is not Lambda (AWS_LAMBDA_RUNTIME_API is not set), and no local gateway was chosen. Call builder.UseLocalGateway() of the WsScaffold.LocalGateway package, under #if DEBUG if releases should not carry it.");
    }

    /// <summary>Disposes the app's services.</summary>
    /// <returns>Completes when they are disposed.</returns>
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
            // Lambda replaces an environment whose process ends with another code than 0.
            AppLog.RuntimeApiLost(_services.Logger, e);
            Environment.ExitCode = 1;
        }
    }
}
