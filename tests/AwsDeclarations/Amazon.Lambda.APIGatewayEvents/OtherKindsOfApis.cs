namespace Amazon.Lambda.APIGatewayEvents;

// Of the same package, and never an event of a WebSocket API: easily taken for the right ones.

public class APIGatewayHttpApiV2ProxyRequest
{
    public string RouteKey { get; set; }

    public string Body { get; set; }
}

public class APIGatewayHttpApiV2ProxyResponse
{
    public int StatusCode { get; set; }

    public string Body { get; set; }
}
