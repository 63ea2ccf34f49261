namespace Amazon.Lambda.APIGatewayEvents;

public class APIGatewayCustomAuthorizerContext : Dictionary<string, object>
{
    public Dictionary<string, string> Claims { get; set; } = [];
}
