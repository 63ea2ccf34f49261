using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using WsScaffold;

namespace WsSpace;

/// <summary>A handler with the types of AWS's packages, as in code of other Lambda functions. It works next to other handlers.</summary>
public sealed class AwsRoutes
{
    [WebSocketRoute("stage")]     // {"action":"stage"}
    public APIGatewayProxyResponse Stage(APIGatewayProxyRequest request, ILambdaContext context)
    {
        context.Logger.LogInformation($"{request.RequestContext.ConnectionId} requests the stage.");
        return new() { StatusCode = 200, Body = request.RequestContext.Stage };     // the body is sent as it is: local or production
    }
}
