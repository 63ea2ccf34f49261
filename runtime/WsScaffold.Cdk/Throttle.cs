namespace WsScaffold.Cdk;

/// <summary>
/// The number of handshakes and messages that API Gateway accepts. It rejects a handshake beyond that with 429 Too Many Requests,
/// and a message with an error frame of its own.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-protect.html">protecting WebSocket APIs</see>.
/// </summary>
/// <param name="RatePerSecond">The number per second, on average.</param>
/// <param name="Burst">The number at once.</param>
public sealed record Throttle(double RatePerSecond, int Burst);
