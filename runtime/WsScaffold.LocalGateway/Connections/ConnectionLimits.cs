using WsScaffold.ApiGateway;

namespace WsScaffold.Gateway.Connections;

/// <summary>
/// The limits of one connection. On AWS all of them are fixed. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">
/// quotas</see>.
/// </summary>
internal sealed record ConnectionLimits(TimeSpan IdleTimeout, TimeSpan ConnectionDuration)
{
    /// <summary>The largest message in either direction, in bytes.</summary>
    public const int MessageSize = GatewayLimits.MessageBytes;

    /// <summary>The largest payload of one frame, in bytes.</summary>
    public const int FrameSize = GatewayLimits.FrameBytes;

    /// <summary>
    /// The size of a connection's send buffer in bytes; posts that do not fit are throttled. AWS does not document its own limit.
    /// </summary>
    public const int SendBuffer = 8 * MessageSize;

    /// <summary>The time that a client has to answer a close frame before the gateway closes the transport.</summary>
    public static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(3);
}
