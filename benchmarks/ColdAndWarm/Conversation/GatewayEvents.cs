using System.Text.Encodings.Web;
using System.Text.Json;

namespace ColdAndWarm.Conversation;

/// <summary>Writes events with the members and the order of API Gateway, on one line.</summary>
internal static class GatewayEvents
{
    public const string RequestId = "PJqCFEqHqRcFd0w=";

    /// <summary><c>requestTimeEpoch</c> of every event, as System.Text.Json writes it.</summary>
    public const string RequestTime = "2023-11-29T08:04:03.417+00:00";

    private const string Host = "aabbccdd.execute-api.us-east-1.amazonaws.com";
    private const long ConnectedAt = 1701245041796;

    /// <param name="connectedAt">
    /// Unix milliseconds. A connection store needs the current time: it does not accept a connection that is years old.
    /// </param>
    public static string Connect(string connectionId, string name, long connectedAt = ConnectedAt) => $$"""
        {"headers":{
        "Host":"{{Host}}",
        "Sec-WebSocket-Extensions":"permessage-deflate; client_max_window_bits",
        "Sec-WebSocket-Key":"asdfasdfasdf==",
        "Sec-WebSocket-Version":"13",
        "X-Amzn-Trace-Id":"Root=1-1234567-789787678380254fd2a14",
        "X-Forwarded-For":"123.45.123.45",
        "X-Forwarded-Port":"443",
        "X-Forwarded-Proto":"https"
        },"multiValueHeaders":{
        "Host":["{{Host}}"],
        "Sec-WebSocket-Extensions":["permessage-deflate; client_max_window_bits"],
        "Sec-WebSocket-Key":["asdfasdfasdf=="],
        "Sec-WebSocket-Version":["13"],
        "X-Amzn-Trace-Id":["Root=1-1234567-789787678380254fd2a14"],
        "X-Forwarded-For":["123.45.123.45"],
        "X-Forwarded-Port":["443"],
        "X-Forwarded-Proto":["https"]
        },"queryStringParameters":{"name":"{{name}}"},
        "multiValueQueryStringParameters":{"name":["{{name}}"]},
        "requestContext":{"routeKey":"$connect","eventType":"CONNECT",{{Context(connectionId, connectedAt)}}},
        "isBase64Encoded":false}
        """.ReplaceLineEndings("");

    public static string Message(string connectionId, string routeKey, string body)
    {
        var escaped = JsonEncodedText.Encode(body, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        return $$"""
            {"requestContext":{
            "routeKey":"{{routeKey}}",
            "messageId":"PJqCFfHyKRcCHlw=",
            "eventType":"MESSAGE",
            {{Context(connectionId)}}
            },"body":"{{escaped}}","isBase64Encoded":false}
            """.ReplaceLineEndings("");
    }

    public static string Disconnect(string connectionId) => $$"""
        {"headers":{"Host":"{{Host}}","x-api-key":"","X-Forwarded-For":"","x-restapi":""},
        "multiValueHeaders":{"Host":["{{Host}}"],"x-api-key":[""],"X-Forwarded-For":[""],"x-restapi":[""]},
        "requestContext":{
        "routeKey":"$disconnect",
        "disconnectStatusCode":1005,
        "eventType":"DISCONNECT",
        "disconnectReason":"Client-side close frame status not set",
        {{Context(connectionId)}}
        },"isBase64Encoded":false}
        """.ReplaceLineEndings("");

    private static string Context(string connectionId, long connectedAt = ConnectedAt) => $$"""
        "extendedRequestId":"{{RequestId}}",
        "requestTime":"29/Nov/2023:08:04:03 +0000",
        "messageDirection":"IN",
        "stage":"production",
        "connectedAt":{{connectedAt}},
        "requestTimeEpoch":1701245043417,
        "identity":{"sourceIp":"123.45.123.45"},
        "requestId":"{{RequestId}}",
        "domainName":"{{Host}}",
        "connectionId":"{{connectionId}}",
        "apiId":"aabbccdd"
        """;
}
