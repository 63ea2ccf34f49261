namespace InProcess;

/// <summary>A <c>sendMessage</c> event as API Gateway sends it, in its order of members.</summary>
internal static class SendMessageEvent
{
    public static ReadOnlyMemory<byte> Bytes { get; } = """
        {"requestContext":{"routeKey":"sendMessage","messageId":"PJqCFfHyKRcCHlw=","eventType":"MESSAGE","extendedRequestId":"PJqCFEqHqRcFd0w=","requestTime":"29/Nov/2023:08:04:03 +0000","messageDirection":"IN","stage":"production","connectedAt":1701245041796,"requestTimeEpoch":1701245043417,"identity":{"sourceIp":"123.45.123.45"},"requestId":"PJqCFEqHqRcFd0w=","domainName":"aabbccdd.execute-api.us-east-1.amazonaws.com","connectionId":"PJqB0fHsqRcCHlw=","apiId":"aabbccdd"},"body":"{\"action\":\"sendMessage\",\"room\":\"lobby\",\"text\":\"The quick brown fox jumps over the lazy dog.\",\"id\":7}","isBase64Encoded":false}
        """u8.ToArray();

    /// <summary>The body of the right answer: the handler answers with the length of the text, so that binding cannot be skipped.</summary>
    public const string AnswerBody = """{"type":"sendMessage","id":7,"data":{"delivered":44}}""";
}
