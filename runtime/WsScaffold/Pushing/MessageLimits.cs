using WsScaffold.ApiGateway;

namespace WsScaffold.Pushing;

/// <summary>Limits of API Gateway that are checked before a call is sent.</summary>
internal static class MessageLimits
{
    /// <summary>
    /// The size of a message, <see
    /// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">128
    /// KB</see>.
    /// </summary>
    public const int MaxMessageBytes = GatewayLimits.MessageBytes;
}
