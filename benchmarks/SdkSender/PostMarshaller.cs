using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace SdkSender;

internal sealed class PostMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly PostMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var post = (PostRequest)input;
        var request = new DefaultRequest(post, "execute-api")
        {
            HttpMethod = "POST",
            ResourcePath = "/@connections/{connectionId}",
            Content = post.Message,
        };
        request.AddPathResource("{connectionId}", post.ConnectionId);
        request.Headers["Content-Type"] = "application/octet-stream";
        return request;
    }
}
