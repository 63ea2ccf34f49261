using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.CDK.AWS.SNS;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>The alarms, the dashboard and the access log.</summary>
[NeedsNodeJs]
public sealed class MonitoringTests
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    [Fact]
    public void Alarms_notify_the_topic_and_cover_every_function()
    {
        var synthesis = TestStack.From(stack => new()
        {
            Api = Definitions.Split,
            Code = TestStack.SomeCode(),
            Alarms = new() { Topic = new Topic(stack, "Pager"), ClientErrors = 10, DurationOfTimeout = 0.5 },
        });

        synthesis.Template.ResourceCountIs("AWS::CloudWatch::Alarm", 3 + (2 * 2));
        HasApiAlarm("Invocations failed or timed out.", "IntegrationError", 1);
        HasApiAlarm("API Gateway could not invoke a function.", "ExecutionError", 1);
        HasApiAlarm("API Gateway rejected handshakes or messages.", "ClientError", 10);
        foreach (var (function, longest) in new[] { ("ApiFunction6BF808ED", 14_500), ("ApiFunctionreports4DDE565A", 2_500) })
        {
            HasFunctionAlarm("Lambda throttled a function because its concurrency is used up.", "Throttles", function, "Sum", 1);
            HasFunctionAlarm("An invocation took almost as long as its timeout.", "Duration", function, "Maximum", longest);
        }

        void HasApiAlarm(string description, string metric, double threshold)
        {
            const string Dimensions = """
                { "Name": "ApiId", "Value": { "Ref": "ApiCD79AAA0" } },
                { "Name": "Stage", "Value": "production" }
                """;
            Has(description, "AWS/ApiGateway", metric, Dimensions, "Sum", threshold);
        }

        void HasFunctionAlarm(string description, string metric, string function, string statistic, double threshold)
        {
            var dimension = $$"""{ "Name": "FunctionName", "Value": { "Ref": "{{function}}" } }""";
            Has(description, "AWS/Lambda", metric, dimension, statistic, threshold);
        }

        void Has(string description, string metrics, string metric, string dimensions, string statistic, double threshold) =>
            synthesis.HasWhole("AWS::CloudWatch::Alarm", $$"""
                {
                  "AlarmActions": [{ "Ref": "Pager3330101C" }],
                  "AlarmDescription": "{{description}}",
                  "ComparisonOperator": "GreaterThanOrEqualToThreshold",
                  "Dimensions": [{{dimensions}}],
                  "EvaluationPeriods": 1,
                  "MetricName": "{{metric}}",
                  "Namespace": "{{metrics}}",
                  "Period": 300,
                  "Statistic": "{{statistic}}",
                  "Threshold": {{threshold}},
                  "TreatMissingData": "notBreaching"
                }
                """);
    }

    [Fact]
    public void The_dashboard_matches_the_golden_file()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Synthesis", "Dashboard.golden.json");
        var golden = File.ReadAllText(file).ReplaceLineEndings("\n");
        var synthesis = TestStack.Of(new() { Api = Definitions.Split, Code = TestStack.SomeCode(), Dashboard = true });

        var body = JsonNode.Parse(TemplateText.Of(synthesis.The("AWS::CloudWatch::Dashboard")["Properties"]!["DashboardBody"]!))!;

        // On failure, the message is the whole text, to be copied to the golden file.
        var text = body.ToJsonString(_indented).ReplaceLineEndings("\n") + "\n";
        Assert.True(golden == text, text);
    }

    [Fact]
    public void A_line_of_the_access_log_is_JSON_with_a_member_for_each_variable()
    {
        var stage = Options.All["AccessLogs"].Synthesis.The("AWS::ApiGatewayV2::Stage")["Properties"]!;
        var format = (string)stage["AccessLogSettings"]!["Format"]!;

        Assert.DoesNotContain('\n', format);
        Assert.All(JsonNode.Parse(format)!.AsObject(), member => Assert.Equal("$context." + member.Key, (string?)member.Value));
    }
}
