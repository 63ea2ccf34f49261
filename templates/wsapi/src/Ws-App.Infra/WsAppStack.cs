using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using WsScaffold.Cdk;

namespace WsSpace.Infra;

/// <summary>The AWS resources of <see cref="WsAppApi"/>. Routes, functions and permissions follow from its handlers.</summary>
public sealed class WsAppStack : Stack
{
    public WsAppStack(Construct scope, string id, IStackProps? props = null)
        : base(scope, id, props)
    {
        _ = new WebSocketLambdaApi(this, "Api", new()
        {
            Api = WsAppApiRoutes.Definition,
            Code = LambdaCode.FromProject("../Ws-App.Api"),
#if (arch == "arm64")
            Architecture = Architecture.ARM_64,
#else
            Architecture = Architecture.X86_64,
#endif
#if (auth == "iam")
            IamAuthorization = true,
#elif (auth == "lambda")

            // The tokens are set in cdk.json.
            Environment = new Dictionary<string, string> { ["ACCESS_TOKENS"] = Node.TryGetContext("accessTokens") as string ?? "" },
#endif
        });
    }
}
