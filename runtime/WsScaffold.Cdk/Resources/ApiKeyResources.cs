using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.Apigatewayv2;
using Constructs;

namespace WsScaffold.Cdk.Resources;

/// <summary>An API key for clients, and the usage plan that makes it valid for the stage.</summary>
internal static class ApiKeyResources
{
    public static void Add(Construct scope, WebSocketStage stage)
    {
        var key = new CfnApiKey(scope, "ApiKey", new CfnApiKeyProps { Enabled = true });
        var plan = new CfnUsagePlan(scope, "UsagePlan", new CfnUsagePlanProps
        {
            ApiStages = new object[] { new CfnUsagePlan.ApiStageProperty { ApiId = stage.Api.ApiId, Stage = stage.StageName } },
        });
        plan.AddDependency((Amazon.CDK.CfnResource)stage.Node.DefaultChild!);
        _ = new CfnUsagePlanKey(
            scope, "UsagePlanKey", new CfnUsagePlanKeyProps { KeyId = key.Ref, KeyType = "API_KEY", UsagePlanId = plan.Ref });

        // To read the value: aws apigateway get-api-key --include-value --api-key ID
        _ = new CfnOutput(scope, "ApiKeyId", new CfnOutputProps { Value = key.Ref, Description = "The ID of the API key" });
    }
}
