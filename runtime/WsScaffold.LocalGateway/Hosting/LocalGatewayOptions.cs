using System.Net;
using WsScaffold.ApiGateway;

namespace WsScaffold;

/// <summary>
/// Options of the local gateway: how it listens, and how it differs from API Gateway. The defaults are the limits of API Gateway.
/// </summary>
public sealed class LocalGatewayOptions
{
    /// <summary>The port of the WebSocket API and of <c>@connections</c>; 0 for any free port. The default is 5080.</summary>
    public int Port { get; set; } = 5080;

    /// <summary>
    /// The stage, which is the first segment of the path, <c>ws://127.0.0.1:5080/local</c>, and <c>requestContext.stage</c> in events:
    /// 1 to 128 letters, digits, <c>-</c> and <c>_</c>. The default is <c>local</c>.
    /// </summary>
    public string Stage { get; set; } = "local";

    /// <summary>
    /// The address to listen on. The default is 127.0.0.1, so that only programs on this machine can connect. With
    /// <see cref="IPAddress.Any"/> every program on the network can connect and call <c>@connections</c>: the gateway does not check
    /// credentials.
    /// </summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>
    /// The host names, besides <c>localhost</c> and IP addresses, that the <c>Host</c> header may contain, without the port. Requests
    /// with other host names are rejected with 403, as a protection against DNS rebinding.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>
    /// The origins of web pages that may connect, for example <c>http://localhost:5173</c>. The gateway's own origin and those of
    /// <see cref="WebSocketApiAttribute.AllowedOrigins"/> are always allowed. Handshakes from other origins are rejected with 403.
    /// API Gateway itself does not check origins.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// Whether a response without a body, on a route with a route response, is sent to the client as an empty frame. The default is
    /// <see langword="false"/>: nothing is sent.
    /// </summary>
    public bool EmptyRouteResponse { get; set; }

    /// <summary>
    /// Whether disconnect events are dropped. API Gateway delivers them on a best-effort basis only, so an API must also work without
    /// them; use this option to test that. The default is <see langword="false"/>.
    /// </summary>
    public bool DropDisconnectEvents { get; set; }

    /// <summary>
    /// How long a connection may be idle, that is, without a message in either direction. The default is 10 minutes, the limit of
    /// API Gateway.
    /// </summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(GatewayLimits.IdleMinutes);

    /// <summary>How long a connection may be open. The default is 2 hours, the limit of API Gateway.</summary>
    public TimeSpan ConnectionDuration { get; set; } = TimeSpan.FromHours(GatewayLimits.ConnectionHours);

    /// <summary>
    /// How long the gateway waits for the function. It is also the timeout of the function, which determines its deadline. The default
    /// is 29 seconds, the maximum of API Gateway. Set a longer timeout to debug a handler with breakpoints.
    /// </summary>
    public TimeSpan IntegrationTimeout { get; set; } = TimeSpan.FromSeconds(GatewayLimits.IntegrationSeconds);

    /// <summary>The stage variables, which every event contains. Names consist of letters, digits and <c>_</c>.</summary>
    public IDictionary<string, string> StageVariables { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The port of a Lambda Runtime API, or 0 for any free port. If it is set, the function runs in another process, which takes its
    /// events from this port: start it with <c>AWS_LAMBDA_RUNTIME_API=127.0.0.1:port</c>. See <see cref="LocalGateway.RuntimeApi"/>. The
    /// default is <see langword="null"/>: the function runs in this process.
    /// </summary>
    public int? RuntimeApiPort { get; set; }

    /// <summary>The clock for all limits and timestamps. The default is the system clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal void Validate()
    {
        ThrowIfNotPort(Port, nameof(Port));
        ThrowIfNotPort(RuntimeApiPort, nameof(RuntimeApiPort));
        ThrowIf(
            RuntimeApiPort > 0 && RuntimeApiPort == Port,
            nameof(RuntimeApiPort), $"is {RuntimeApiPort}, the same as {nameof(Port)}: use another port");
        ThrowIf(
            Stage is not { Length: > 0 and <= 128 }
                || Stage.Any(static character => !char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_')),
            nameof(Stage), $"is '{Stage}': use 1 to 128 letters, digits, - and _");
        ThrowIf(Address is null, nameof(Address), "is null: use, for example, IPAddress.Loopback");
        ThrowIf(TimeProvider is null, nameof(TimeProvider), "is null: use, for example, TimeProvider.System");
        ThrowIfNotPositive(IdleTimeout, nameof(IdleTimeout));
        ThrowIfNotPositive(ConnectionDuration, nameof(ConnectionDuration));
        ThrowIfNotPositive(IntegrationTimeout, nameof(IntegrationTimeout));
        foreach (var host in AllowedHosts)
        {
            ThrowIf(
                Uri.CheckHostName(host) == UriHostNameType.Unknown,
                nameof(AllowedHosts), $"contains '{host}': use a host name without a scheme and port");
        }

        foreach (var origin in AllowedOrigins)
        {
            ThrowIf(
                !Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != origin,
                nameof(AllowedOrigins),
                $"contains '{origin}': use the scheme, host and port as a browser sends them, for example http://localhost:5173");
        }

        foreach (var name in StageVariables.Keys)
        {
            ThrowIf(
                name.Any(static character => !char.IsAsciiLetterOrDigit(character) && character != '_'),
                nameof(StageVariables), $"contains '{name}': use letters, digits and _");
        }
    }

    private static void ThrowIfNotPort(int? port, string name) =>
        ThrowIf(port is < 0 or > IPEndPoint.MaxPort, name, $"is {port}: use 1 to 65535, or 0 for any free port");

    // The upper limit is that of timers, about 49 days.
    private static void ThrowIfNotPositive(TimeSpan value, string name) => ThrowIf(
        value <= TimeSpan.Zero || value.TotalMilliseconds > uint.MaxValue - 1,
        name, $"is {value}: use a time greater than 0 and up to 49 days");

    private static void ThrowIf(bool isInvalid, string name, string problem)
    {
        if (isInvalid)
        {
            throw new ArgumentException($"{nameof(LocalGatewayOptions)}.{name} {problem}.", name);
        }
    }
}
