using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.CloudWatch;

namespace WsScaffold.Cdk.Resources;

/// <summary>
/// The metrics of a stage:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
/// </summary>
internal sealed class ApiMetrics(WebSocketStage stage)
{
    public static Duration Period { get; } = Duration.Minutes(5);

    public Metric Connects => Sum("ConnectCount");

    public Metric Messages => Sum("MessageCount");

    public Metric IntegrationErrors => Sum("IntegrationError");

    public Metric ClientErrors => Sum("ClientError");

    public Metric ExecutionErrors => Sum("ExecutionError");

    public Metric Latency => Create("IntegrationLatency", "p99");

    private Metric Sum(string name) => Create(name, "Sum");

    private Metric Create(string name, string statistic) =>
        stage.Metric(name, new MetricOptions { Statistic = statistic, Period = Period });
}
