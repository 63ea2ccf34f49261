using Amazon.CDK.AWS.SNS;

namespace WsScaffold.Cdk;

/// <summary>
/// The thresholds of the CloudWatch alarms of an API. Each alarm evaluates one period of five minutes of
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html">the API's metrics</see>.
/// </summary>
public sealed class ApiAlarms
{
    /// <summary>The topic that every alarm notifies. Without a topic, the alarms only show up in CloudWatch.</summary>
    public ITopic? Topic { get; init; }

    /// <summary>
    /// The number of failed invocations (function errors and timeouts), and of invocations that API Gateway could not start,
    /// that raises an alarm. Default: 1.
    /// </summary>
    public double IntegrationErrors { get; init; } = 1;

    /// <summary>
    /// The number of handshakes and messages rejected by API Gateway (no matching route, not authorized, throttled) that raises
    /// an alarm. Default: 100.
    /// </summary>
    public double ClientErrors { get; init; } = 100;

    /// <summary>The number of throttled invocations that raises an alarm, for each function. Default: 1.</summary>
    public double Throttles { get; init; } = 1;

    /// <summary>
    /// The duration of the longest invocation that raises an alarm, as a fraction of the function's timeout, for each function.
    /// Default: 0.9.
    /// </summary>
    public double DurationOfTimeout { get; init; } = 0.9;
}
