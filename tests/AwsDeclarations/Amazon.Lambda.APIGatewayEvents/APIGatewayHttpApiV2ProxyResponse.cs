namespace Amazon.Lambda.APIGatewayEvents;

// A response of HTTP APIs, from the same package. A handler of a WebSocket API can't return it, but it is easily chosen by mistake.
public class APIGatewayHttpApiV2ProxyResponse
{
    public int StatusCode { get; set; }

    public string Body { get; set; }
}
