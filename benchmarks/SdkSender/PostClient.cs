using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace SdkSender;

/// <summary>
/// Implements PostToConnection with the pipeline that all clients of the AWS SDK for .NET share, like a generated client with one
/// operation. The marshaller and unmarshaller are written by hand.
/// </summary>
internal sealed class PostClient(AWSCredentials credentials, PostConfig config) : AmazonServiceClient(credentials, config)
{
    public Task<AmazonWebServiceResponse> PostAsync(string connectionId, byte[] message) => InvokeAsync<AmazonWebServiceResponse>(
        new PostRequest(connectionId, message),
        new InvokeOptions { RequestMarshaller = PostMarshaller.Instance, ResponseUnmarshaller = PostUnmarshaller.Instance },
        CancellationToken.None);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new FixedEndpoint());
        pipeline.AddHandlerAfter<FixedEndpoint>(new SigV4Auth());
    }
}
