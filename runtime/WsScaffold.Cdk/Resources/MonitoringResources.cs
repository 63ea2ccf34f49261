using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SNS;
using Constructs;

namespace WsScaffold.Cdk.Resources;

/// <summary>The alarms and the dashboard.</summary>
internal static class MonitoringResources
{
    private const int HalfWidth = 12;

    public static void Add(
        Construct scope, WebSocketStage stage, IReadOnlyDictionary<string, Function> functions, WebSocketLambdaApiProps props)
    {
        var metrics = new ApiMetrics(stage);
        if (props.Alarms is { } alarms)
        {
            AddAlarms(scope, metrics, functions, alarms);
        }

        if (props.Dashboard)
        {
            AddDashboard(scope, metrics, functions);
        }
    }

    private static void AddAlarms(
        Construct scope, ApiMetrics metrics, IReadOnlyDictionary<string, Function> functions, ApiAlarms alarms)
    {
        Add("IntegrationErrors", metrics.IntegrationErrors, alarms.IntegrationErrors, "Invocations failed or timed out.");
        Add("ExecutionErrors", metrics.ExecutionErrors, alarms.IntegrationErrors, "API Gateway could not invoke a function.");
        Add("ClientErrors", metrics.ClientErrors, alarms.ClientErrors, "API Gateway rejected handshakes or messages.");
        foreach (var (name, function) in functions)
        {
            var suffix = name.Length == 0 ? "" : "-" + name;
            var options = new MetricOptions { Period = ApiMetrics.Period };
            var throttles = function.MetricThrottles(options);
            Add($"Throttles{suffix}", throttles, alarms.Throttles, "Lambda throttled a function because its concurrency is used up.");
            var longest = function.Timeout!.ToMilliseconds() * alarms.DurationOfTimeout;
            var duration = function.MetricDuration(new MetricOptions { Period = ApiMetrics.Period, Statistic = "Maximum" });
            Add($"Duration{suffix}", duration, longest, "An invocation took almost as long as its timeout.");
        }

        void Add(string name, IMetric metric, double threshold, string description) =>
            AddAlarm(scope, name, metric, threshold, description, alarms.Topic);
    }

    private static void AddAlarm(Construct scope, string name, IMetric metric, double threshold, string description, ITopic? topic)
    {
        var alarm = new Alarm(scope, $"{name}-Alarm", new AlarmProps
        {
            Metric = metric,
            Threshold = threshold,
            EvaluationPeriods = 1,
            ComparisonOperator = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            TreatMissingData = TreatMissingData.NOT_BREACHING,
            AlarmDescription = description,
        });
        if (topic is not null)
        {
            alarm.AddAlarmAction(new SnsAction(topic));
        }
    }

    private static void AddDashboard(Construct scope, ApiMetrics metrics, IReadOnlyDictionary<string, Function> functions) =>
        _ = new Dashboard(scope, "Dashboard", new DashboardProps
        {
            Widgets =
            [
                [
                    Graph("Connections and messages", metrics.Connects, metrics.Messages),
                    Graph("Errors", metrics.IntegrationErrors, metrics.ExecutionErrors, metrics.ClientErrors),
                ],
                [
                    Graph("Latency of functions (99%)", metrics.Latency),
                    Graph("Duration (longest)", Of(functions, static (function, options) => function.MetricDuration(options), "Maximum")),
                ],
                [
                    Graph("Invocations, failures and throttles", [
                        .. Of(functions, static (function, options) => function.MetricInvocations(options), "Sum"),
                        .. Of(functions, static (function, options) => function.MetricErrors(options), "Sum"),
                        .. Of(functions, static (function, options) => function.MetricThrottles(options), "Sum"),
                    ]),
                ],
            ],
        });

    private static IMetric[] Of(
        IReadOnlyDictionary<string, Function> functions, Func<Function, MetricOptions, IMetric> metric, string statistic) =>
        [.. functions.Values.Select(function => metric(function, new MetricOptions { Statistic = statistic }))];

    private static GraphWidget Graph(string title, params IMetric[] metrics) =>
        new(new GraphWidgetProps { Title = title, Left = metrics, Width = HalfWidth });
}
