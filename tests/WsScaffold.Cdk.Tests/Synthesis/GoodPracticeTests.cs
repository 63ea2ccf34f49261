using System.Text.Json.Nodes;
using Amazon.CDK.AWS.SNS;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>What reviewers of templates look for, with everything switched on.</summary>
public sealed class GoodPracticeTests
{
    // AWS X-Ray knows no resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
    private static readonly string[] s_withoutResources = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];

    private static readonly Lazy<TestStack> s_everything = new(() => TestStack.From(stack => new()
    {
        Api = new()
        {
            Name = "ChatApi", RouteSelectionExpression = "$request.body.action", Pushes = true, HasConnectionTable = true,
            Routes = Definitions.Split.Routes, Functions = Definitions.Split.Functions,
        },
        Code = TestStack.SomeCode(),
        AccessLogs = true,
        Tracing = true,
        ApiKeyRequired = true,
        Dashboard = true,
        Alarms = new() { Topic = new Topic(stack, "Pager") },
    }));

    private static IEnumerable<JsonNode> Statements => s_everything.Value.All("AWS::IAM::Policy")
        .SelectMany(policy => policy.Value!["Properties"]!["PolicyDocument"]!["Statement"]!.AsArray())
        .Select(statement => statement!);

    [Fact]
    public void No_right_is_given_on_everything_and_none_is_a_wildcard()
    {
        Assert.NotEmpty(Statements);
        foreach (var statement in Statements)
        {
            var actions = Texts(statement["Action"]!);
            Assert.DoesNotContain(actions, action => action.Contains('*', StringComparison.Ordinal));
            if (!actions.All(s_withoutResources.Contains))
            {
                Assert.DoesNotContain("*", Texts(statement["Resource"]!));
            }
        }
    }

    [Fact]
    public void Nothing_scans_the_table() =>
        Assert.DoesNotContain(Statements.SelectMany(statement => Texts(statement["Action"]!)), action => action.Contains("Scan", StringComparison.Ordinal));

    [Fact]
    public void Logs_have_a_retention_and_every_function_logs_to_one_of_them()
    {
        var logs = s_everything.Value.All("AWS::Logs::LogGroup").ToArray();

        Assert.All(logs, log => Assert.Equal(30, (int?)log.Value!["Properties"]!["RetentionInDays"]));
        Assert.All(
            s_everything.Value.All("AWS::Lambda::Function"),
            function => Assert.Contains((string?)function.Value!["Properties"]!["LoggingConfig"]!["LogGroup"]!["Ref"], logs.Select(log => log.Key)));
        Assert.DoesNotContain("ManagedPolicyArns", s_everything.Value.Json.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_rows_of_the_table_expire() =>
        Assert.True((bool?)s_everything.Value.The("AWS::DynamoDB::Table")["Properties"]!["TimeToLiveSpecification"]!["Enabled"]);

    [Fact]
    public void No_permission_lets_another_API_invoke() =>
        Assert.All(s_everything.Value.All("AWS::Lambda::Permission"), permission => Assert.Contains("{\"Ref\":\"ApiCD79AAA0\"}", permission.Value!["Properties"]!["SourceArn"]!.ToJsonString(), StringComparison.Ordinal));

    private static string[] Texts(JsonNode node) => node is JsonArray array ? [.. array.Select(item => item is JsonValue ? (string)item! : item!.ToJsonString())] : [node is JsonValue ? (string)node! : node.ToJsonString()];
}
