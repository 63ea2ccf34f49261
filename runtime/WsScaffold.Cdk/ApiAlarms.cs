using Amazon.CDK.AWS.SNS;

namespace WsScaffold.Cdk;

/// <summary>
/// When the API raises alarms: each looks at five minutes.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html">its metrics</see>.
/// </summary>
public sealed class ApiAlarms
{
    /// <summary>Who is told; nobody unless given.</summary>
    public ITopic? Topic { get; init; }

    /// <summary>How many failures of functions (handlers that threw or took too long).</summary>
    public double IntegrationErrors { get; init; } = 1;

    /// <summary>How many handshakes and messages that API Gateway refused: no such route, not allowed, throttled.</summary>
    public double ClientErrors { get; init; } = 100;

    /// <summary>How many invocations Lambda throttled, of each function.</summary>
    public double Throttles { get; init; } = 1;

    /// <summary>The longest invocation as a part of the function's timeout, of each function.</summary>
    public double DurationOfTimeout { get; init; } = 0.9;
}
