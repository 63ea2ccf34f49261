using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Transform;

namespace SdkSender;

/// <summary>
/// PostToConnection through the pipeline that every client of the AWS SDK for .NET has, as its generated client would: one
/// operation, marshalled and unmarshalled by hand.
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

internal sealed class PostConfig : ClientConfig
{
    public PostConfig()
        : base(new DefaultConfigurationProvider())
    {
        AuthenticationServiceName = "execute-api";
        AuthenticationRegion = "us-east-1";
    }

    public override string ServiceVersion => "2018-11-29";

    public override string UserAgent => "sdk-sender";

    public override string RegionEndpointServiceName => "execute-api";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => new(ServiceURL);

    private sealed class DefaultConfigurationProvider : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(Amazon.RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode = null) => new DefaultConfiguration { RetryMode = RequestRetryMode.Standard };
    }
}

internal sealed class PostRequest(string connectionId, byte[] message) : AmazonWebServiceRequest
{
    public string ConnectionId => connectionId;

    public byte[] Message => message;
}

internal sealed class PostMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly PostMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var post = (PostRequest)input;
        var request = new DefaultRequest(post, "execute-api") { HttpMethod = "POST", ResourcePath = "/@connections/{connectionId}", Content = post.Message };
        request.AddPathResource("{connectionId}", post.ConnectionId);
        request.Headers["Content-Type"] = "application/octet-stream";
        return request;
    }
}

internal sealed class PostUnmarshaller : JsonResponseUnmarshaller
{
    public static readonly PostUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) => new();

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext context, Exception innerException, System.Net.HttpStatusCode statusCode) =>
        new("The post failed.", innerException, statusCode);
}

// Without rules to evaluate, as an endpoint that is configured needs none.
internal sealed class FixedEndpoint : PipelineHandler
{
    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        executionContext.RequestContext.Request.Endpoint = new(executionContext.RequestContext.ClientConfig.ServiceURL);
        return base.InvokeAsync<T>(executionContext);
    }
}

internal sealed class SigV4Auth : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => Amazon.Runtime.Credentials.Internal.AuthSchemeOption.DEFAULT_SIGV4;
}
