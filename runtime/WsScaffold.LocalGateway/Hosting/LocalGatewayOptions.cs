using System.Net;

namespace WsScaffold;

/// <summary>How the local gateway listens, and where it departs from what AWS fixes.</summary>
public sealed class LocalGatewayOptions
{
    /// <summary>The port of the WebSocket API and of <c>@connections</c>; 5080 unless told otherwise, 0 for any that is free.</summary>
    public int Port { get; set; } = 5080;

    /// <summary>
    /// The stage: the first part of the path, <c>ws://127.0.0.1:5080/local</c>, and <c>requestContext.stage</c>. Letters,
    /// digits, <c>-</c> and <c>_</c>, at most 128 of them.
    /// </summary>
    public string Stage { get; set; } = "local";

    /// <summary>
    /// The address to listen on; 127.0.0.1 unless told otherwise, so that only this machine can connect.
    /// <see cref="IPAddress.Any"/> opens the gateway, which asks nobody for credentials, to the network.
    /// </summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>
    /// Names, besides <c>localhost</c> and addresses, by which clients may call the gateway (the <c>Host</c> header, without
    /// its port). Others are refused with 403, against DNS rebinding.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>
    /// Origins of the web pages that may connect, for example <c>http://localhost:5173</c>. The gateway's own origin may, and
    /// so may those of <see cref="WebSocketApiAttribute.AllowedOrigins"/>; others are refused with 403. AWS checks none.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>Whether an answer without a body, on a route that has a route response, sends an empty frame; otherwise it sends nothing.</summary>
    public bool EmptyRouteResponse { get; set; }

    /// <summary>
    /// Loses every <c>$disconnect</c> event, which AWS delivers on a best-effort basis only: to see that an API lives without
    /// them.
    /// </summary>
    public bool LoseDisconnects { get; set; }

    /// <summary>How long a connection may be without a message in either direction; 10 minutes on AWS.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a connection may last; 2 hours on AWS.</summary>
    public TimeSpan ConnectionDuration { get; set; } = TimeSpan.FromHours(2);

    /// <summary>
    /// How long the gateway waits for the function; at most 29 seconds on AWS, and the default. It is also the function's
    /// own time-out, which its deadline follows from. A longer one helps while a debugger holds a handler.
    /// </summary>
    public TimeSpan IntegrationTimeout { get; set; } = TimeSpan.FromSeconds(29);

    /// <summary>The stage variables, which every event carries. Names are letters, digits and <c>_</c>.</summary>
    public IDictionary<string, string> StageVariables { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// When set, the function is not this process but another one, which takes its events from a Lambda Runtime API on this
    /// port (0 for any): start it with <c>AWS_LAMBDA_RUNTIME_API=127.0.0.1:port</c>. See <see cref="LocalGateway.RuntimeApi"/>.
    /// </summary>
    public int? RuntimeApiPort { get; set; }

    /// <summary>The clock of all limits and times; the machine's unless told otherwise.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal void Validate()
    {
        ThrowIf(Port is < 0 or > IPEndPoint.MaxPort, nameof(Port), $"is {Port}: use 1 to 65535, or 0 for any that is free");
        ThrowIf(RuntimeApiPort is < 0 or > IPEndPoint.MaxPort, nameof(RuntimeApiPort), $"is {RuntimeApiPort}: use 1 to 65535, or 0 for any that is free");
        ThrowIf(RuntimeApiPort > 0 && RuntimeApiPort == Port, nameof(RuntimeApiPort), $"is {RuntimeApiPort}, and so is {nameof(Port)}: each needs its own");
        ThrowIf(
            Stage is not { Length: > 0 and <= 128 } || !Stage.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'),
            nameof(Stage), $"is '{Stage}': use 1 to 128 letters, digits, - and _");
        ThrowIf(Address is null, nameof(Address), "is missing: use IPAddress.Loopback");
        ThrowIf(TimeProvider is null, nameof(TimeProvider), "is missing: use TimeProvider.System");
        ThrowIfNotPositive(IdleTimeout, nameof(IdleTimeout));
        ThrowIfNotPositive(ConnectionDuration, nameof(ConnectionDuration));
        ThrowIfNotPositive(IntegrationTimeout, nameof(IntegrationTimeout));
        foreach (var host in AllowedHosts)
        {
            ThrowIf(Uri.CheckHostName(host) == UriHostNameType.Unknown, nameof(AllowedHosts), $"holds '{host}': use a host name without scheme and port");
        }

        foreach (var origin in AllowedOrigins)
        {
            ThrowIf(
                !Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != origin,
                nameof(AllowedOrigins), $"holds '{origin}': use scheme, host and port as a browser sends them, for example http://localhost:5173");
        }

        foreach (var name in StageVariables.Keys)
        {
            ThrowIf(!name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'), nameof(StageVariables), $"holds '{name}': use letters, digits and _");
        }
    }

    private static void ThrowIfNotPositive(TimeSpan value, string name) =>
        // The longest time that a timer takes, about 49 days.
        ThrowIf(value <= TimeSpan.Zero || value.TotalMilliseconds > uint.MaxValue - 1, name, $"is {value}: use a time between 0 and 49 days");

    private static void ThrowIf(bool isWrong, string name, string what)
    {
        if (isWrong)
        {
            throw new ArgumentException($"{nameof(LocalGatewayOptions)}.{name} {what}.", name);
        }
    }
}
