using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using WsScaffold.Gateway.Http;
using WsScaffold.Gateway.Integrations;

namespace WsScaffold.Gateway.RuntimeApi;

/// <summary>Invokes a function in another process, which takes its events from a Lambda Runtime API on loopback.</summary>
internal sealed class RuntimeApiIntegration : IIntegration, IAsyncDisposable
{
    // The X-Ray cause of an error is a header of up to 1 MB; 32 KB are left for all other headers.
    private const int MaxHeaders = (1024 + 32) * 1024;

    // A runtime waits in next until there is an event, so its request is aborted when the gateway stops.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(1);

    // With Timeout.InfiniteTimeSpan Kestrel closed an idle socket within seconds.
    private static readonly TimeSpan _unlimited = TimeSpan.FromDays(365);

    private readonly InvocationQueue _queue;
    private readonly RuntimeApiEndpoint _endpoint;
    private readonly HttpServer _server;

    private RuntimeApiIntegration(InvocationQueue queue, RuntimeApiEndpoint endpoint, HttpServer server)
    {
        _queue = queue;
        _endpoint = endpoint;
        _server = server;
    }

    /// <summary>The value for <c>AWS_LAMBDA_RUNTIME_API</c>, <c>host:port</c>.</summary>
    public string Endpoint => $"127.0.0.1:{_server.Port}";

    /// <summary>Starts the Runtime API.</summary>
    /// <param name="port">The port, or 0 for any free port.</param>
    /// <param name="timeout">The timeout of the function: the time from taking an event to its deadline.</param>
    /// <param name="portOption">The option that sets the port, for the error message.</param>
    /// <exception cref="IOException">The port is in use. The message names the option that sets it.</exception>
    public static async Task<RuntimeApiIntegration> StartAsync(
        int port,
        TimeSpan timeout,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellationToken,
        string portOption = "the port argument")
    {
        var queue = new InvocationQueue();
        var endpoint = new RuntimeApiEndpoint(queue, timeout, time, loggers.CreateLogger<RuntimeApiEndpoint>());
        var server = await HttpServer.StartAsync(
            IPAddress.Loopback, port, portOption, endpoint.HandleAsync, loggers, cancellationToken, SetLimits).ConfigureAwait(false);
        return new RuntimeApiIntegration(queue, endpoint, server);
    }

    public async Task<IntegrationResult> InvokeAsync(
        ReadOnlyMemory<byte> lambdaEvent, string traceRoot, CancellationToken cancellationToken)
    {
        if (_endpoint.InitError is { } error)
        {
            return IntegrationResult.Failed(error);
        }

        var invocation = new Invocation(lambdaEvent, traceRoot);
        _queue.Add(invocation);
        // When the gateway stops waiting for an invocation, a runtime that starts later must not receive it.
        await using var abandoned = cancellationToken.Register(() => _queue.TryAbandon(invocation)).ConfigureAwait(false);
        return await invocation.Result.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _endpoint.StopAsync().ConfigureAwait(false);
        await _server.StopAsync(_grace).ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        _endpoint.Dispose();
    }

    // A runtime's socket is idle during an invocation, and a debugger may suspend the runtime in the middle of a request.
    private static void SetLimits(KestrelServerLimits limits)
    {
        limits.KeepAliveTimeout = _unlimited;
        limits.RequestHeadersTimeout = _unlimited;
        limits.MinRequestBodyDataRate = null;
        limits.MaxRequestHeadersTotalSize = MaxHeaders;
        limits.MaxRequestBufferSize = 2 * MaxHeaders;
    }
}
