using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace SdkSender;

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
        public IDefaultConfiguration GetDefaultConfiguration(
            RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode = null) =>
            new DefaultConfiguration { RetryMode = RequestRetryMode.Standard };
    }
}
