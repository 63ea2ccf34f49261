using Amazon.Runtime;

namespace Amazon.ApiGatewayManagementApi.Model;

public class GetConnectionResponse : AmazonWebServiceResponse
{
    public DateTime? ConnectedAt { get; set; }

    public Identity Identity { get; set; }

    public DateTime? LastActiveAt { get; set; }
}
