using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using WsScaffold.Gateway.Hosting;
using WsScaffold.Gateway.Http;
using WsScaffold.Gateway.Integrations;

namespace WsScaffold.Gateway.RuntimeApi;

/// <summary>Invokes a function that runs in a process of its own and takes its events from a Runtime API on loopback.</summary>
internal sealed class RuntimeApiIntegration : IIntegration, IAsyncDisposable
{
    // The cause, and whatever else a runtime sends.
    private const int MaxHeaders = (1024 + 32) * 1024;

    // A runtime waits in next for as long as it takes, so stopping means cutting it off.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(1);

    // Not Timeout.InfiniteTimeSpan, by which Kestrel closed an idle connection within seconds.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(365);

    private readonly InvocationQueue _queue;
    private readonly RuntimeApiEndpoint _endpoint;
    private readonly LoopbackServer _server;

    private RuntimeApiIntegration(InvocationQueue queue, RuntimeApiEndpoint endpoint, LoopbackServer server)
    {
        _queue = queue;
        _endpoint = endpoint;
        _server = server;
    }

    /// <summary>The value for <c>AWS_LAMBDA_RUNTIME_API</c>, <c>host:port</c>.</summary>
    public string Endpoint => $"127.0.0.1:{_server.Port}";

    /// <param name="port">0 for any that is free.</param>
    /// <param name="timeout">The function's own time-out: from when it takes an event to its deadline.</param>
    public static async Task<RuntimeApiIntegration> StartAsync(int port, TimeSpan timeout, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var queue = new InvocationQueue();
        var endpoint = new RuntimeApiEndpoint(queue, timeout, time, loggers.CreateLogger<RuntimeApiEndpoint>());
        var server = await LoopbackServer.StartAsync(
            IPAddress.Loopback, port, GatewayArguments.ToChoose(nameof(LocalGatewayOptions.RuntimeApiPort)), endpoint.HandleAsync, loggers, cancellationToken, LimitAsLambda).ConfigureAwait(false);
        return new RuntimeApiIntegration(queue, endpoint, server);
    }

    public async Task<IntegrationResult> InvokeAsync(ReadOnlyMemory<byte> lambdaEvent, string traceRoot, CancellationToken cancellationToken)
    {
        if (_endpoint.InitError is { } error)
        {
            return IntegrationResult.Failed(error);
        }

        var invocation = new Invocation(lambdaEvent, traceRoot);
        _queue.Add(invocation);
        // An invocation nobody waits for any more must not reach a runtime that starts later.
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

    // A runtime's connection is idle for as long as an invocation takes, and its process may stand in a debugger at any
    // byte; the X-Ray cause of an error is a header of up to 1 MB.
    private static void LimitAsLambda(KestrelServerLimits limits)
    {
        limits.KeepAliveTimeout = _longest;
        limits.RequestHeadersTimeout = _longest;
        limits.MinRequestBodyDataRate = null;
        limits.MaxRequestHeadersTotalSize = MaxHeaders;
        limits.MaxRequestBufferSize = 2 * MaxHeaders;
    }
}
