namespace WsScaffold.Gateway.Connections;

/// <summary>
/// The limits of one connection, fixed on AWS unless said otherwise.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">quotas</see>.
/// </summary>
internal sealed record ConnectionLimits(TimeSpan IdleTimeout, TimeSpan ConnectionDuration)
{
    /// <summary>The largest message in either direction, in bytes.</summary>
    public const int MessageSize = 128 * 1024;

    /// <summary>The largest payload of one frame, in bytes.</summary>
    public const int FrameSize = 32 * 1024;

    /// <summary>How many bytes wait for a client that reads slowly before posts to it are throttled. AWS does not say its own number.</summary>
    public const int SendBuffer = 8 * MessageSize;

    /// <summary>How long a client has to answer a close frame before its transport is cut.</summary>
    public static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(3);
}
