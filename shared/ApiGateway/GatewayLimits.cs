namespace WsScaffold.ApiGateway;

/// <summary>
/// The quotas of WebSocket APIs. See
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">
/// quotas</see>.
/// </summary>
internal static class GatewayLimits
{
    /// <summary>The largest message in either direction.</summary>
    public const int MessageBytes = 128 * 1024;

    /// <summary>The largest payload of one frame.</summary>
    public const int FrameBytes = 32 * 1024;

    /// <summary>How long a connection may be without a message.</summary>
    public const int IdleMinutes = 10;

    /// <summary>How long a connection may be open.</summary>
    public const int ConnectionHours = 2;

    /// <summary>How long API Gateway waits for an integration.</summary>
    public const int IntegrationSeconds = 29;

    /// <summary>The routes of one API, unless AWS raises the quota.</summary>
    public const int Routes = 300;
}
