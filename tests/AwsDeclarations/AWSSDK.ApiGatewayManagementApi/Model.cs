using Amazon.Runtime;

namespace Amazon.ApiGatewayManagementApi.Model;

public class AmazonApiGatewayManagementApiRequest : AmazonWebServiceRequest;

public class DeleteConnectionRequest : AmazonApiGatewayManagementApiRequest
{
    public string ConnectionId { get; set; }
}

public class DeleteConnectionResponse : AmazonWebServiceResponse;

public class GetConnectionRequest : AmazonApiGatewayManagementApiRequest
{
    public string ConnectionId { get; set; }
}

public class GetConnectionResponse : AmazonWebServiceResponse
{
    public DateTime? ConnectedAt { get; set; }

    public Identity Identity { get; set; }

    public DateTime? LastActiveAt { get; set; }
}

public class Identity
{
    public string SourceIp { get; set; }

    public string UserAgent { get; set; }
}

public class PostToConnectionRequest : AmazonApiGatewayManagementApiRequest
{
    public string ConnectionId { get; set; }

    public MemoryStream Data { get; set; }
}

public class PostToConnectionResponse : AmazonWebServiceResponse;

public class ForbiddenException(string message) : AmazonApiGatewayManagementApiException(message);

public class GoneException(string message) : AmazonApiGatewayManagementApiException(message);

public class LimitExceededException(string message) : AmazonApiGatewayManagementApiException(message);

public class PayloadTooLargeException(string message) : AmazonApiGatewayManagementApiException(message);
