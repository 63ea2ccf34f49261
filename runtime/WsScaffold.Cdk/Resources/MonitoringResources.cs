using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace WsScaffold.Cdk.Resources;

/// <summary>Alarms and a dashboard.</summary>
internal static class MonitoringResources
{
    private const int HalfWidth = 12;

    public static void Add(Construct scope, WebSocketStage stage, IReadOnlyDictionary<string, Function> functions, WebSocketLambdaApiProps props)
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

    private static void AddAlarms(Construct scope, ApiMetrics metrics, IReadOnlyDictionary<string, Function> functions, ApiAlarms alarms)
    {
        AddAlarm(scope, "IntegrationErrors", metrics.IntegrationErrors, alarms.IntegrationErrors, "Functions failed or took too long.", alarms);
        AddAlarm(scope, "ExecutionErrors", metrics.ExecutionErrors, alarms.IntegrationErrors, "API Gateway could not invoke a function.", alarms);
        AddAlarm(scope, "ClientErrors", metrics.ClientErrors, alarms.ClientErrors, "API Gateway refused handshakes or messages.", alarms);
        foreach (var (name, function) in functions)
        {
            var suffix = name.Length == 0 ? "" : "-" + name;
            var options = new MetricOptions { Period = ApiMetrics.Period };
            AddAlarm(scope, $"Throttles{suffix}", function.MetricThrottles(options), alarms.Throttles, "Lambda throttled a function: its concurrency is used up.", alarms);
            var longest = function.Timeout!.ToMilliseconds() * alarms.DurationOfTimeout;
            var duration = function.MetricDuration(new MetricOptions { Period = ApiMetrics.Period, Statistic = "Maximum" });
            AddAlarm(scope, $"Duration{suffix}", duration, longest, "An invocation took almost as long as it may.", alarms);
        }
    }

    private static void AddAlarm(Construct scope, string name, IMetric metric, double threshold, string description, ApiAlarms alarms)
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
        if (alarms.Topic is not null)
        {
            alarm.AddAlarmAction(new SnsAction(alarms.Topic));
        }
    }

    private static void AddDashboard(Construct scope, ApiMetrics metrics, IReadOnlyDictionary<string, Function> functions) => _ = new Dashboard(scope, "Dashboard", new DashboardProps
    {
        Widgets =
        [
            [Graph("Connections and messages", metrics.Connects, metrics.Messages), Graph("Errors", metrics.IntegrationErrors, metrics.ExecutionErrors, metrics.ClientErrors)],
            [Graph("Latency of functions (99%)", metrics.Latency), Graph("Duration (longest)", Of(functions, static (function, options) => function.MetricDuration(options), "Maximum"))],
            [
                Graph("Invocations, failures and throttles", [
                    .. Of(functions, static (function, options) => function.MetricInvocations(options), "Sum"),
                    .. Of(functions, static (function, options) => function.MetricErrors(options), "Sum"),
                    .. Of(functions, static (function, options) => function.MetricThrottles(options), "Sum"),
                ]),
            ],
        ],
    });

    private static IMetric[] Of(IReadOnlyDictionary<string, Function> functions, Func<Function, MetricOptions, IMetric> metric, string statistic) =>
        [.. functions.Values.Select(function => metric(function, new MetricOptions { Statistic = statistic }))];

    private static GraphWidget Graph(string title, params IMetric[] metrics) => new(new GraphWidgetProps { Title = title, Left = metrics, Width = HalfWidth });
}
