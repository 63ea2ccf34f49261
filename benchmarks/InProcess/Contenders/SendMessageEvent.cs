using System.Text;

namespace InProcess.Contenders;

/// <summary>A <c>sendMessage</c> event with the members and the order of API Gateway, on one line.</summary>
internal static class SendMessageEvent
{
    /// <summary>
    /// The body of the expected response. It contains the length of the text, so that a contender cannot skip reading the body.
    /// </summary>
    public const string ResponseBody = """{"type":"sendMessage","id":7,"data":{"delivered":44}}""";

    private const string Body =
        """{\"action\":\"sendMessage\",\"room\":\"lobby\",\"text\":\"The quick brown fox jumps over the lazy dog.\",\"id\":7}""";

    public static ReadOnlyMemory<byte> Bytes { get; } = Encoding.UTF8.GetBytes($$"""
        {"requestContext":{
        "routeKey":"sendMessage",
        "messageId":"PJqCFfHyKRcCHlw=",
        "eventType":"MESSAGE",
        "extendedRequestId":"PJqCFEqHqRcFd0w=",
        "requestTime":"29/Nov/2023:08:04:03 +0000",
        "messageDirection":"IN",
        "stage":"production",
        "connectedAt":1701245041796,
        "requestTimeEpoch":1701245043417,
        "identity":{"sourceIp":"123.45.123.45"},
        "requestId":"PJqCFEqHqRcFd0w=",
        "domainName":"aabbccdd.execute-api.us-east-1.amazonaws.com",
        "connectionId":"PJqB0fHsqRcCHlw=",
        "apiId":"aabbccdd"
        },"body":"{{Body}}","isBase64Encoded":false}
        """.ReplaceLineEndings(""));
}
