using System.Net;
using Amazon.ApiGatewayManagementApi.Model;
using Amazon.Runtime;

namespace Amazon.ApiGatewayManagementApi;

public class AmazonApiGatewayManagementApiConfig : ClientConfig
{
    public AmazonApiGatewayManagementApiConfig()
        : base(new Amazon.Runtime.Internal.DefaultConfigurationProvider([new DefaultConfiguration { Name = DefaultConfigurationMode.Standard }]))
    {
    }

    public override string RegionEndpointServiceName => "execute-api";

    public override string ServiceVersion => "2018-11-29";

    public override string UserAgent => "";

    public override Amazon.Runtime.Endpoints.Endpoint DetermineServiceOperationEndpoint(Amazon.Runtime.Endpoints.ServiceOperationEndpointParameters parameters) => new(ServiceURL);
}

// For code that names the client: it is only declared, and calls nothing.
public class AmazonApiGatewayManagementApiClient(AmazonApiGatewayManagementApiConfig clientConfig) : IAmazonApiGatewayManagementApi
{
    public IClientConfig Config => clientConfig;

    public Task<DeleteConnectionResponse> DeleteConnectionAsync(DeleteConnectionRequest request, CancellationToken cancellationToken = default) => throw Declared();

    public Task<GetConnectionResponse> GetConnectionAsync(GetConnectionRequest request, CancellationToken cancellationToken = default) => throw Declared();

    public Task<PostToConnectionResponse> PostToConnectionAsync(PostToConnectionRequest request, CancellationToken cancellationToken = default) => throw Declared();

    public void Dispose() => GC.SuppressFinalize(this);

    private static NotSupportedException Declared() => new("This is a declaration of AWS's client. Reference the package AWSSDK.ApiGatewayManagementApi to call API Gateway.");
}

public class AmazonApiGatewayManagementApiException : AmazonServiceException
{
    public AmazonApiGatewayManagementApiException(string message)
        : base(message)
    {
    }

    public AmazonApiGatewayManagementApiException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
