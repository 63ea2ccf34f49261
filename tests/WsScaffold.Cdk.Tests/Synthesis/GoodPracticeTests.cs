using System.Text.Json.Nodes;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>Good practice for templates, checked for every option.</summary>
[NeedsNodeJs]
public sealed class GoodPracticeTests
{
    // These actions need the resource "*". X-Ray has no resources, and network interfaces don't exist before the deployment:
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
    private static readonly string[] _withoutResources =
    [
        "xray:PutTraceSegments", "xray:PutTelemetryRecords",
        "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
    ];

    private static IEnumerable<JsonNode> Statements => Everywhere("AWS::IAM::Policy")
        .SelectMany(policy => policy["Properties"]!["PolicyDocument"]!["Statement"]!.AsArray())
        .Select(statement => statement!);

    [Fact]
    public void No_policy_has_a_wildcard_as_action_or_resource()
    {
        Assert.NotEmpty(Statements);
        foreach (var statement in Statements)
        {
            var actions = Texts(statement["Action"]!);
            Assert.DoesNotContain(actions, action => action.Contains('*', StringComparison.Ordinal));
            if (!actions.All(_withoutResources.Contains))
            {
                Assert.DoesNotContain("*", Texts(statement["Resource"]!));
            }
        }

        Assert.All(Everywhere("AWS::IAM::Role"), role => Assert.Null(role["Properties"]!["ManagedPolicyArns"]));
    }

    [Fact]
    public void No_policy_allows_a_scan_of_the_table() =>
        Assert.DoesNotContain(
            Statements.SelectMany(statement => Texts(statement["Action"]!)), action => action.Contains("Scan", StringComparison.Ordinal));

    [Fact]
    public void Each_function_logs_to_a_log_group_with_a_retention()
    {
        foreach (var synthesis in Options.Syntheses)
        {
            var logs = synthesis.All("AWS::Logs::LogGroup").ToArray();

            Assert.All(logs, log => Assert.InRange((int?)log.Value!["Properties"]!["RetentionInDays"] ?? 0, 1, 30));
            Assert.All(
                synthesis.All("AWS::Lambda::Function"),
                function =>
                {
                    var group = (string?)function.Value!["Properties"]!["LoggingConfig"]!["LogGroup"]!["Ref"];
                    Assert.Contains(group, logs.Select(log => log.Key));
                });
        }
    }

    [Fact]
    public void The_rows_of_the_table_expire() => Assert.All(
        Everywhere("AWS::DynamoDB::Table"), table => Assert.True((bool?)table["Properties"]!["TimeToLiveSpecification"]!["Enabled"]));

    [Fact]
    public void Only_this_API_may_invoke_the_functions() => Assert.All(
        Everywhere("AWS::Lambda::Permission"),
        permission => Assert.Matches(
            "^arn:\\$\\{AWS::Partition}:execute-api:\\$\\{AWS::Region}:\\$\\{AWS::AccountId}:\\$\\{ApiCD79AAA0}/(production|dev)/\\*$",
            TemplateText.Of(permission["Properties"]!["SourceArn"]!)));

    private static IEnumerable<JsonNode> Everywhere(string type) =>
        Options.Syntheses.SelectMany(synthesis => synthesis.All(type)).Select(resource => resource.Value!);

    private static string[] Texts(JsonNode node) => node is JsonArray array ? [.. array.Select(item => Text(item!))] : [Text(node)];

    private static string Text(JsonNode node) => node is JsonValue ? (string)node! : node.ToJsonString();
}
