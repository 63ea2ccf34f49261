namespace WsScaffold.Cdk;

/// <summary>
/// How many requests API Gateway takes; it answers others with 429 or an error frame.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-protect.html">protecting WebSocket APIs</see>.
/// </summary>
/// <param name="RatePerSecond">How many a second, in the long run.</param>
/// <param name="Burst">How many at once.</param>
public sealed record Throttle(double RatePerSecond, int Burst);
