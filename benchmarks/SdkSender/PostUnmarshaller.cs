using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace SdkSender;

internal sealed class PostUnmarshaller : JsonResponseUnmarshaller
{
    public static readonly PostUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) => new();

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode) =>
        new("The post failed.", innerException, statusCode);
}
