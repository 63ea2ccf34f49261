using WsScaffold.Gateway.Hosting;

namespace WsScaffold;

/// <summary>Adds the local gateway to an app.</summary>
public static class LocalGatewayExtensions
{
    /// <summary>
    /// Serves the app on the local gateway when it does not run in Lambda, and prints how to connect.
    /// Call it in Debug builds only: nothing of it is then left in what is deployed. The command line's <c>--port</c>,
    /// <c>--stage</c> and <c>--runtime-api-port</c> win over the options that the code sets.
    /// </summary>
    /// <param name="builder">The app's builder.</param>
    /// <param name="configure">Changes the options.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">An option is wrong; the text says which and what to use.</exception>
    public static WebSocketAppBuilder UseLocalGateway(this WebSocketAppBuilder builder, Action<LocalGatewayOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new LocalGatewayOptions();
        configure?.Invoke(options);
        GatewayArguments.Apply(builder.Arguments, options);
        options.Validate();
        return builder.UseHost(new LocalGatewayHost(options, Console.Out));
    }
}
