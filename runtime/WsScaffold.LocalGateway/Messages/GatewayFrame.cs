using System.Text;

namespace WsScaffold.Gateway.Messages;

/// <summary>
/// The frames that API Gateway itself sends when a message gets no answer. The spacing is the service's own, and some
/// clients match it.
/// </summary>
internal static class GatewayFrame
{
    public const string Forbidden = "Forbidden";
    public const string InternalServerError = "Internal server error";
    public const string EndpointRequestTimedOut = "Endpoint request timed out";

    public static byte[] Write(string message, string connectionId, string requestId) => Encoding.UTF8.GetBytes(
        $$"""{"message": "{{message}}", "connectionId":"{{connectionId}}", "requestId":"{{requestId}}"}""");
}
