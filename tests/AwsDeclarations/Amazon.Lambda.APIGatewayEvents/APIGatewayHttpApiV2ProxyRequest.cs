namespace Amazon.Lambda.APIGatewayEvents;

// An event of HTTP APIs, from the same package. A handler of a WebSocket API can't take it, but it is easily chosen by mistake.
public class APIGatewayHttpApiV2ProxyRequest
{
    public string RouteKey { get; set; }

    public string Body { get; set; }
}
