using Amazon.CDK;
using Constructs;
using WsScaffold.Cdk;

namespace Chat.Infra;

/// <summary>Deploys <see cref="ChatApi"/>: the WebSocket API and the function that runs its handlers.</summary>
public sealed class ChatStack : Stack
{
    public ChatStack(Construct scope, string id, IStackProps? props = null)
        : base(scope, id, props)
    {
        _ = new WebSocketLambdaApi(this, "Api", new() { Api = ChatApiRoutes.Definition, Code = LambdaCode.FromProject("../Chat.Api") });
    }
}
