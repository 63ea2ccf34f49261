using Amazon.ApiGatewayManagementApi.Model;
using Amazon.Runtime;

namespace Amazon.ApiGatewayManagementApi;

// A declaration for code that refers to the client. It makes no requests.
public class AmazonApiGatewayManagementApiClient(AmazonApiGatewayManagementApiConfig clientConfig) : IAmazonApiGatewayManagementApi
{
    public IClientConfig Config => clientConfig;

    public Task<DeleteConnectionResponse> DeleteConnectionAsync(
        DeleteConnectionRequest request, CancellationToken cancellationToken = default) =>
        throw NotImplemented();

    public Task<GetConnectionResponse> GetConnectionAsync(
        GetConnectionRequest request, CancellationToken cancellationToken = default) =>
        throw NotImplemented();

    public Task<PostToConnectionResponse> PostToConnectionAsync(
        PostToConnectionRequest request, CancellationToken cancellationToken = default) =>
        throw NotImplemented();

    public void Dispose() => GC.SuppressFinalize(this);

    private static NotSupportedException NotImplemented() => new(
        "This is only a declaration of AWS's client. Reference the package AWSSDK.ApiGatewayManagementApi to call API Gateway.");
}
