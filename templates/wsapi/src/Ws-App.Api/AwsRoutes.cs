using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using WsScaffold;

namespace WsSpace;

/// <summary>A handler in the types of AWS's packages, as code from other Lambda functions has them. It may stand beside any other.</summary>
public sealed class AwsRoutes
{
    [WebSocketRoute("stage")]     // {"action":"stage"}
    public APIGatewayProxyResponse Stage(APIGatewayProxyRequest request, ILambdaContext context)
    {
        context.Logger.LogInformation($"{request.RequestContext.ConnectionId} asks for the stage.");
        return new() { StatusCode = 200, Body = request.RequestContext.Stage };     // local, or production: the body is sent as it is
    }
}
