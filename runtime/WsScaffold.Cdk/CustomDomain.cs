using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.Route53;

namespace WsScaffold.Cdk;

/// <summary>
/// A domain in front of the stage. Pushes keep going to the API's own address, so they are right behind it too.
/// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-custom-domain-names.html">custom domain names</see>.
/// </summary>
public sealed class CustomDomain
{
    /// <summary>The name, for example <c>chat.example.com</c>. An API of another kind can't share it.</summary>
    public required string DomainName { get; init; }

    /// <summary>Its certificate, in the region of the stack.</summary>
    public required ICertificate Certificate { get; init; }

    /// <summary>The path of this API under the domain; none unless told otherwise.</summary>
    public string? MappingKey { get; init; }

    /// <summary>The zone to add the name to, as alias for IPv4 and IPv6; elsewhere point the name to <see cref="WebSocketLambdaApi.DomainTarget"/>.</summary>
    public IHostedZone? HostedZone { get; init; }
}
