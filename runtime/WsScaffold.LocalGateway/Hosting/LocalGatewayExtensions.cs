using WsScaffold.Gateway.Hosting;

namespace WsScaffold;

/// <summary>Adds the local gateway to an API.</summary>
public static class LocalGatewayExtensions
{
    /// <summary>
    /// Serves the API on the local gateway when the program does not run in Lambda, and prints how to connect. Call this method in
    /// Debug builds only, so that the deployed function does not contain the gateway. The command-line arguments <c>--port</c>,
    /// <c>--stage</c> and <c>--runtime-api-port</c> override the options that the code sets.
    /// </summary>
    /// <param name="builder">The builder of the API.</param>
    /// <param name="configure">Changes the options.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">An option is invalid. The message names the option and the valid values.</exception>
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
