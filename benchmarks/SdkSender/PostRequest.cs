using Amazon.Runtime;

namespace SdkSender;

internal sealed class PostRequest(string connectionId, byte[] message) : AmazonWebServiceRequest
{
    public string ConnectionId => connectionId;

    public byte[] Message => message;
}
