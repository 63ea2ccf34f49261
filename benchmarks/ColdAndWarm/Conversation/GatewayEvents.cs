using System.Text.Json;

namespace ColdAndWarm.Conversation;

/// <summary>Events as API Gateway sends them, in its order of members.</summary>
internal static class GatewayEvents
{
    public const string RequestId = "PJqCFEqHqRcFd0w=";

    /// <summary><c>requestTimeEpoch</c> of every event, as System.Text.Json writes it.</summary>
    public const string RequestTime = "2023-11-29T08:04:03.417+00:00";

    private const long ConnectedAt = 1701245041796;

    /// <param name="connectedAt">Milliseconds since 1970; for a store, which takes nobody who connected years ago.</param>
    public static string Connect(string connectionId, string name, long connectedAt = ConnectedAt) => $$"""
        {"headers":{"Host":"aabbccdd.execute-api.us-east-1.amazonaws.com","Sec-WebSocket-Extensions":"permessage-deflate; client_max_window_bits","Sec-WebSocket-Key":"asdfasdfasdf==","Sec-WebSocket-Version":"13","X-Amzn-Trace-Id":"Root=1-1234567-789787678380254fd2a14","X-Forwarded-For":"123.45.123.45","X-Forwarded-Port":"443","X-Forwarded-Proto":"https"},"multiValueHeaders":{"Host":["aabbccdd.execute-api.us-east-1.amazonaws.com"],"Sec-WebSocket-Extensions":["permessage-deflate; client_max_window_bits"],"Sec-WebSocket-Key":["asdfasdfasdf=="],"Sec-WebSocket-Version":["13"],"X-Amzn-Trace-Id":["Root=1-1234567-789787678380254fd2a14"],"X-Forwarded-For":["123.45.123.45"],"X-Forwarded-Port":["443"],"X-Forwarded-Proto":["https"]},"queryStringParameters":{"name":"{{name}}"},"multiValueQueryStringParameters":{"name":["{{name}}"]},"requestContext":{"routeKey":"$connect","eventType":"CONNECT",{{Context(connectionId, connectedAt)}}},"isBase64Encoded":false}
        """;

    public static string Message(string connectionId, string routeKey, string body) => $$"""
        {"requestContext":{"routeKey":"{{routeKey}}","messageId":"PJqCFfHyKRcCHlw=","eventType":"MESSAGE",{{Context(connectionId)}}},"body":"{{JsonEncodedText.Encode(body, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}}","isBase64Encoded":false}
        """;

    public static string Disconnect(string connectionId) => $$"""
        {"headers":{"Host":"aabbccdd.execute-api.us-east-1.amazonaws.com","x-api-key":"","X-Forwarded-For":"","x-restapi":""},"multiValueHeaders":{"Host":["aabbccdd.execute-api.us-east-1.amazonaws.com"],"x-api-key":[""],"X-Forwarded-For":[""],"x-restapi":[""]},"requestContext":{"routeKey":"$disconnect","disconnectStatusCode":1005,"eventType":"DISCONNECT","disconnectReason":"Client-side close frame status not set",{{Context(connectionId)}}},"isBase64Encoded":false}
        """;

    private static string Context(string connectionId, long connectedAt = ConnectedAt) => $$"""
        "extendedRequestId":"{{RequestId}}","requestTime":"29/Nov/2023:08:04:03 +0000","messageDirection":"IN","stage":"production","connectedAt":{{connectedAt}},"requestTimeEpoch":1701245043417,"identity":{"sourceIp":"123.45.123.45"},"requestId":"{{RequestId}}","domainName":"aabbccdd.execute-api.us-east-1.amazonaws.com","connectionId":"{{connectionId}}","apiId":"aabbccdd"
        """;
}
