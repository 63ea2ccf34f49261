using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using WsScaffold.Cdk;

namespace WsSpace.Infra;

/// <summary>All that the handlers of <see cref="WsAppApi"/> need: API, routes, function and rights follow from them.</summary>
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
            Environment = new Dictionary<string, string> { ["ACCESS_TOKENS"] = Node.TryGetContext("accessTokens") as string ?? "" },     // cdk.json has it
#endif
        });
    }
}
