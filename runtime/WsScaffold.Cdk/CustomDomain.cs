using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.Route53;

namespace WsScaffold.Cdk;

/// <summary>
/// A custom domain name for the stage. Pushes still use the API's own callback URL, so they need no change.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-custom-domain-names.html">
/// custom domain names</see>.
/// </summary>
public sealed class CustomDomain
{
    /// <summary>The domain name, for example <c>chat.example.com</c>. REST and HTTP APIs can't share it.</summary>
    public required string DomainName { get; init; }

    /// <summary>The certificate of the domain name, in the region of the stack.</summary>
    public required ICertificate Certificate { get; init; }

    /// <summary>The path of the API under the domain name, one segment. Default: none, so the API has the whole domain name.</summary>
    public string? MappingKey { get; init; }

    /// <summary>
    /// The hosted zone to add the alias records (A and AAAA) to. Without it, create a CNAME record yourself that points to
    /// <see cref="WebSocketLambdaApi.DomainTarget"/>.
    /// </summary>
    public IHostedZone? HostedZone { get; init; }
}
