using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WsScaffold.Dispatch;
using WsScaffold.Events;
using WsScaffold.Generated;
using WsScaffold.Lambda;
using WsScaffold.ManagementApi;
using WsScaffold.Pushing;

namespace WsScaffold;

/// <summary>A WebSocket API, ready to run: in Lambda, on the local gateway, or event by event in a test.</summary>
public sealed class WebSocketApp : IAsyncDisposable, ILambdaFunction
{
    private readonly Func<RouteInvocation, ValueTask> _dispatch;
    private readonly IWebSocketHost? _host;
    private readonly Lazy<AppConnections>? _apiConnections;
    private readonly LambdaEnvironment _environment;
    private readonly InitFailureReporter? _initFailures;
    private IServiceProvider? _services;
    private IServiceScopeFactory? _scopes;
    private ILogger? _logger;
    private IConnections? _connections;
    private RouteInvocation? _spare;

    internal WebSocketApp(
        WebSocketApiDescriptor descriptor,
        Func<RouteInvocation, ValueTask> dispatch,
        IWebSocketHost? host,
        Func<WebSocketApp, AppConnections>? createConnections,
        LambdaEnvironment environment,
        InitFailureReporter? initFailures)
    {
        Descriptor = descriptor;
        _dispatch = dispatch;
        _host = host;
        _apiConnections = createConnections is null ? null : new(() => createConnections(this));
        _environment = environment;
        _initFailures = initFailures;
    }

    /// <summary>What the API consists of.</summary>
    public WebSocketApiDescriptor Descriptor { get; }

    /// <summary>The services of the app: what was registered, and what the framework brings.</summary>
    public IServiceProvider Services => _services!;

    /// <summary>The logger factory that the app logs to.</summary>
    public ILoggerFactory LoggerFactory { get; private set; } = null!;

    /// <summary>
    /// Where connections are managed, <c>https://{apiId}.execute-api.{region}.amazonaws.com/{stage}</c>, when a host sets it.
    /// <see langword="null"/> leaves it to <c>WSSCAFFOLD_CALLBACK_URL</c>, and without that to the API and stage of each event.
    /// </summary>
    public Uri? CallbackUrl { get; set; }

    /// <summary>What the app pushes through, the user's own if one is registered; null when the API doesn't push.</summary>
    internal IConnections? Connections =>
        _apiConnections is null ? null : _connections ??= (IConnections?)Services.GetService(typeof(IConnections));

    /// <summary>Where connections are kept; null in an API without a store.</summary>
    internal AppStore? Store { get; set; }

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
    public async ValueTask InvokeAsync(ReadOnlyMemory<byte> lambdaEvent, LambdaInvocation invocation, IBufferWriter<byte> response)
    {
        var route = Interlocked.Exchange(ref _spare, null) ?? new RouteInvocation(this);
        try
        {
            route.Begin(lambdaEvent, invocation);
            _apiConnections?.Value.UseEvent(route.Event);

            await HandleAsync(route, invocation).ConfigureAwait(false);
            await RespondAsync(route, response).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            if (e is not UnauthorizedException)
            {
                AppLog.InvocationFailed(_logger!, route.Handler ?? Descriptor.Name, route.RouteKeyText, route.RequestId, invocation.AwsRequestId, e);
            }

            throw;
        }
        finally
        {
            route.End();
            if (route.IsReusable)
            {
                _spare = route;
            }
        }
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
        if (_services is IAsyncDisposable services)
        {
            await services.DisposeAsync().ConfigureAwait(false);
        }

        if (_apiConnections is { IsValueCreated: true })
        {
            _apiConnections.Value.Dispose();
        }

        (LoggerFactory as IDisposable)?.Dispose();
    }

    internal EventServices CreateEventServices() => new(Services, _scopes);

    internal void Start(IServiceProvider services, ILoggerFactory loggerFactory)
    {
        _services = services;
        _scopes = services.GetService(typeof(IServiceScopeFactory)) as IServiceScopeFactory;
        LoggerFactory = loggerFactory;
        _logger = LoggerFactory.CreateLogger("WsScaffold");
    }

    internal IConnections CreateConnections() => _apiConnections!.Value.Client;

    private void RunInLambda(CancellationToken cancellationToken)
    {
        _initFailures?.Dispose();
        try
        {
            LambdaLoop.Run(this, _environment, _logger!, cancellationToken);
        }
        catch (RuntimeApiException e)
        {
            // Lambda replaces an environment whose process ends with another code than 0.
            AppLog.RuntimeApiLost(_logger!, e);
            Environment.ExitCode = 1;
        }
    }

    private ValueTask HandleAsync(RouteInvocation route, LambdaInvocation invocation) =>
        Store is null ? DispatchAsync(route) : Store.HandleAsync(route, invocation, DispatchAsync);

    private ValueTask DispatchAsync(RouteInvocation route)
    {
        if (route.RejectsOrigin())
        {
            return default;
        }

        try
        {
            // Most handlers complete at once; the others are awaited for their refusals.
            var handled = _dispatch(route);
            return handled.IsCompletedSuccessfully ? handled : CatchRejectionAsync(route, handled);
        }
        catch (RouteException rejection)
        {
            route.Reject(rejection);
            return default;
        }
    }

    private static async ValueTask CatchRejectionAsync(RouteInvocation route, ValueTask handled)
    {
        try
        {
            await handled.ConfigureAwait(false);
        }
        catch (RouteException rejection)
        {
            route.Reject(rejection);
        }
    }

    private ValueTask RespondAsync(RouteInvocation route, IBufferWriter<byte> response)
    {
        if (route.Rejection is { } rejection)
        {
            AppLog.Refused(_logger!, rejection.StatusCode, rejection.Errors?.Count ?? 0, route.RouteKeyText, route.RequestId, rejection.Cause);
            if (route.Kind == EventKind.Message)
            {
                return RespondRejectedAsync(route, response);
            }
        }

        if (route.WriteDecision is { } writeDecision)
        {
            writeDecision(response);
            return default;
        }

        WriteResponse(route, response, route.Message);
        return default;
    }

    // The one who asked hears of it where he would hear the answer; where a route has none, by a push.
    private async ValueTask RespondRejectedAsync(RouteInvocation route, IBufferWriter<byte> response)
    {
        route.WriteRejection();
        if (route.Route is { HasRouteResponse: true })
        {
            WriteResponse(route, response, route.Message);
            return;
        }

        if (route.Route is { OneWay: false } && Connections is { } connections)
        {
            await PostRejectionAsync(route, connections).ConfigureAwait(false);
        }

        WriteResponse(route, response, null);
    }

    private async ValueTask PostRejectionAsync(RouteInvocation route, IConnections connections)
    {
        try
        {
            var status = await connections.PostAsync(route.ConnectionId, route.Message!.Value, route.CancellationToken).ConfigureAwait(false);
            if (status != ConnectionStatus.Ok)
            {
                AppLog.RejectionNotDelivered(_logger!, status, route.RouteKeyText, route.RequestId, null);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Of any type: the connections may be the user's own. A refusal that nobody hears is no failure of the function.
            AppLog.RejectionNotDelivered(_logger!, null, route.RouteKeyText, route.RequestId, e);
        }
    }

    private static void WriteResponse(RouteInvocation route, IBufferWriter<byte> response, ReadOnlyMemory<byte>? message)
    {
        if (message is { Length: > ConnectionLimits.MaxMessageBytes })
        {
            throw new InvalidOperationException(
                $"The answer of {route.Route?.Handler} is {message.Value.Length:N0} bytes, and API Gateway sends at most {ConnectionLimits.MaxMessageBytes:N0}. Send it in parts.");
        }

        route.WriteResponse(response, message);
    }
}
