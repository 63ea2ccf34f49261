using System.Net;
using System.Runtime.InteropServices;
using WsScaffold.Gateway.Authorizers;
using WsScaffold.Generated;

namespace WsScaffold.Gateway.Hosting;

/// <summary>Runs an app on the local gateway until Ctrl+C.</summary>
internal sealed class LocalGatewayHost(LocalGatewayOptions options, TextWriter output) : IWebSocketHost
{
    public IConnectionStore? ReplaceStore(WebSocketApiDescriptor api) => LocalStore.Replace(api, Environment.GetEnvironmentVariable);

    public Task RunAsync(WebSocketApp app, CancellationToken cancellationToken) =>
        ServeAsync(app.Descriptor, stop => LocalGateway.StartAsync(app, options, stop), cancellationToken);

    internal async Task ServeAsync(WebSocketApiDescriptor api, Func<CancellationToken, Task<LocalGateway>> start, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Stopping takes a moment, for the close frames and $disconnect; the process must live until then.
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

    /// <summary>What a developer needs to try the API.</summary>
    internal static string StartUpText(WebSocketApiDescriptor api, LocalGateway gateway, LocalGatewayOptions options)
    {
        var width = api.Routes.Select(route => route.RouteKey.Length).DefaultIfEmpty().Max();
        List<string> lines =
        [
            $"{api.Name} listens on {gateway.Url}",
            $"  try it:       {IdentitySource.Wscat(gateway.Url, api.Authorizer?.IdentitySources ?? [])}",
            $"  @connections: {gateway.CallbackUrl}/@connections/{{connectionId}}",
            $"  route key:    {api.RouteSelectionExpression}",
            .. api.Routes.Select(route => $"    {route.RouteKey.PadRight(width)}  {route.Handler}{(route.HasRouteResponse ? " (answers)" : "")}"),
        ];
        if (api.Authorizer is { } authorizer)
        {
            lines.Add($"  authorizer:   {authorizer.Handler}{string.Concat(authorizer.IdentitySources.Select(source => $", needs {source}"))}");
        }

        if (gateway.RuntimeApi is null && LocalStore.Describe(api, Environment.GetEnvironmentVariable) is { } store)
        {
            lines.Add($"  connections:  {store}");
        }

        if (gateway.RuntimeApi is { } runtimeApi)
        {
            lines.Add("  start the function with:");
            lines.Add($"    AWS_LAMBDA_RUNTIME_API={runtimeApi}");
            lines.Add($"    WSSCAFFOLD_CALLBACK_URL={gateway.CallbackUrl}");
            lines.Add($"    AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI={gateway.CallbackUrl}");
        }

        if (!IPAddress.IsLoopback(options.Address))
        {
            lines.Add($"  It listens on {options.Address}: whoever reaches this machine can connect and call @connections.");
        }

        lines.Add("  Ctrl+C stops it.");
        return string.Join(Environment.NewLine, lines) + Environment.NewLine;
    }
}
