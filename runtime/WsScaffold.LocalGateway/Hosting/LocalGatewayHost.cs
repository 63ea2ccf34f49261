using System.Net;
using System.Runtime.InteropServices;
using WsScaffold.Gateway.Authorizers;

namespace WsScaffold.Gateway.Hosting;

/// <summary>Runs an API on the local gateway until Ctrl+C is pressed.</summary>
internal sealed class LocalGatewayHost(LocalGatewayOptions options, TextWriter output) : IWebSocketHost
{
    public IConnectionStore? ReplaceStore(WebSocketApiDescriptor api) => LocalStore.Replace(api, Environment.GetEnvironmentVariable);

    public Task RunAsync(WebSocketApp app, CancellationToken cancellationToken) =>
        ServeAsync(app.Descriptor, stop => LocalGateway.StartAsync(app, options, stop), cancellationToken);

    internal async Task ServeAsync(
        WebSocketApiDescriptor api, Func<CancellationToken, Task<LocalGateway>> start, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The process must not end before the close frames and disconnect events are sent.
        void OnSignal(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);

        await using var gateway = await start(stop.Token).ConfigureAwait(false);
        await output.WriteAsync(StartUpText(api, gateway, options)).ConfigureAwait(false);
        await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Writes what a developer needs to know to try the API.</summary>
    internal static string StartUpText(WebSocketApiDescriptor api, LocalGateway gateway, LocalGatewayOptions options)
    {
        var width = api.Routes.Select(route => route.RouteKey.Length).DefaultIfEmpty().Max();
        List<string> lines =
        [
            $"{api.Name} listens on {gateway.Url}",
            $"  try it:       {IdentitySource.Wscat(gateway.Url, api.Authorizer?.IdentitySources ?? [])}",
            $"  @connections: {gateway.CallbackUrl}/@connections/{{connectionId}}",
            $"  route key:    {api.RouteSelectionExpression}",
            .. api.Routes.Select(route =>
                $"    {route.RouteKey.PadRight(width)}  {route.Handler}{(route.HasRouteResponse ? " (responds)" : "")}"),
        ];
        if (api.Authorizer is { } authorizer)
        {
            var needs = string.Concat(authorizer.IdentitySources.Select(source => $", needs {source}"));
            lines.Add($"  authorizer:   {authorizer.Handler}{needs}");
        }

        if (gateway.RuntimeApi is null && LocalStore.Describe(api, Environment.GetEnvironmentVariable) is { } store)
        {
            lines.Add($"  store:        {store}");
        }

        if (gateway.RuntimeApi is { } runtimeApi)
        {
            lines.Add("  start the function with these environment variables:");
            lines.Add($"    AWS_LAMBDA_RUNTIME_API={runtimeApi}");
            lines.Add($"    WSSCAFFOLD_CALLBACK_URL={gateway.CallbackUrl}");
            lines.Add($"    AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI={gateway.CallbackUrl}");
        }

        if (!IPAddress.IsLoopback(options.Address))
        {
            lines.Add($"  warning:      every program that can reach {options.Address} can connect and call @connections");
        }

        lines.Add("  Press Ctrl+C to stop.");
        return string.Join(Environment.NewLine, lines) + Environment.NewLine;
    }
}
