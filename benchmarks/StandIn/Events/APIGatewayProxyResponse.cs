namespace StandIn.Events;

/// <summary>Has the shape of <c>Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse</c>.</summary>
internal sealed class APIGatewayProxyResponse
{
    public int StatusCode { get; set; }
    public IDictionary<string, string>? Headers { get; set; }
    public IDictionary<string, IList<string>>? MultiValueHeaders { get; set; }
    public string? Body { get; set; }
    public bool IsBase64Encoded { get; set; }
}
