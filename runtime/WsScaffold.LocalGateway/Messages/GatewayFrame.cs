using System.Text;

namespace WsScaffold.Gateway.Messages;

/// <summary>
/// Writes the error frames that API Gateway itself sends when a message cannot be routed or its invocation fails. The spacing is
/// that of API Gateway, because some clients match the exact text.
/// </summary>
internal static class GatewayFrame
{
    public const string Forbidden = "Forbidden";
    public const string InternalServerError = "Internal server error";
    public const string EndpointRequestTimedOut = "Endpoint request timed out";

    public static byte[] Write(string message, string connectionId, string requestId) => Encoding.UTF8.GetBytes(
        $$"""{"message": "{{message}}", "connectionId":"{{connectionId}}", "requestId":"{{requestId}}"}""");
}
