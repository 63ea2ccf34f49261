using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>Functions in a VPC.</summary>
[NeedsNodeJs]
public sealed class NetworkTests
{
    private static readonly WebSocketApiDefinition _api = Definitions.Create(new RouteDefinition("$default", "ChatApi.Echo"));

    [Fact]
    public void A_function_gets_only_the_permissions_to_join_the_VPC()
    {
        var synthesis = TestStack.From(stack => new() { Api = _api, Code = TestStack.SomeCode(), Vpc = Options.Network(stack) });

        Assert.Equal(
            """{"SecurityGroupIds":[{"Fn::GetAtt":["ApiFunctionSecurityGroup17A0B1B5","GroupId"]}],"SubnetIds":["subnet-11111111"]}""",
            synthesis.The("AWS::Lambda::Function")["Properties"]!["VpcConfig"]!.ToJsonString());
        synthesis.HasOnly("AWS::EC2::SecurityGroup", """
            {
              "GroupDescription": "Automatic security group for Lambda Function ChatApiFunction61A5453D",
              "SecurityGroupEgress": [
                { "CidrIp": "0.0.0.0/0", "Description": "Allow all outbound traffic by default", "IpProtocol": "-1" }
              ],
              "VpcId": "vpc-12345678"
            }
            """);
        synthesis.HasOnly("AWS::IAM::Role", """
            {
              "AssumeRolePolicyDocument": {
                "Statement": [{ "Action": "sts:AssumeRole", "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" } }],
                "Version": "2012-10-17"
              }
            }
            """);
        synthesis.HasOnly("AWS::IAM::Policy", """
            {
              "PolicyDocument": {
                "Statement": [
                  {
                    "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                    "Effect": "Allow",
                    "Resource": { "Fn::GetAtt": ["ApiLogsCD139AD4", "Arn"] }
                  },
                  {
                    "Action": [
                      "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface",
                      "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"
                    ],
                    "Effect": "Allow",
                    "Resource": "*"
                  }
                ],
                "Version": "2012-10-17"
              },
              "PolicyName": "ApiRoleDefaultPolicyEAA3579A",
              "Roles": [{ "Ref": "ApiRoleDE7A08EC" }]
            }
            """);

        // Lambda checks the permissions of the role when the function is created.
        var dependencies = synthesis.The("AWS::Lambda::Function")["DependsOn"]!.AsArray().Select(id => (string)id!);
        Assert.Contains("ApiRoleDefaultPolicyEAA3579A", dependencies);
    }

    [Fact]
    public void Functions_use_the_given_subnets_and_security_groups()
    {
        Assert.All(Configured("VpcSubnets", "SubnetIds"), text => Assert.Equal("""["subnet-22222222"]""", text));
        Assert.All(Configured("SecurityGroups", "SecurityGroupIds"), text => Assert.Equal("""["sg-12345678"]""", text));

        static IEnumerable<string> Configured(string option, string property) => Options.All[option].Synthesis
            .All("AWS::Lambda::Function")
            .Select(function => function.Value!["Properties"]!["VpcConfig"]![property]!.ToJsonString());
    }
}
