using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Route53;
using Amazon.CDK.AWS.Route53.Targets;
using Constructs;

namespace WsScaffold.Cdk.Resources;

/// <summary>The custom domain name of the stage, its mapping and its DNS records.</summary>
internal static class DomainResources
{
    /// <returns>The URL that clients connect to, and the target of the DNS record; <see langword="null"/> without a domain.</returns>
    public static (string Url, string Target)? Add(Construct scope, WebSocketApi api, WebSocketStage stage, CustomDomain? domain)
    {
        if (domain is null)
        {
            return null;
        }

        var name = new DomainName(
            scope, "Domain", new DomainNameProps { DomainName = domain.DomainName, Certificate = domain.Certificate });
        _ = new ApiMapping(
            scope, "Mapping", new ApiMappingProps { Api = api, Stage = stage, DomainName = name, ApiMappingKey = domain.MappingKey });
        if (domain.HostedZone is { } zone)
        {
            var target = RecordTarget.FromAlias(new ApiGatewayv2DomainProperties(name.RegionalDomainName, name.RegionalHostedZoneId));
            _ = new ARecord(scope, "Alias", new ARecordProps { Zone = zone, RecordName = domain.DomainName + ".", Target = target });
            _ = new AaaaRecord(
                scope, "AliasIpv6", new AaaaRecordProps { Zone = zone, RecordName = domain.DomainName + ".", Target = target });
        }
        else
        {
            var description = $"The target of the CNAME record of {domain.DomainName}";
            _ = new CfnOutput(
                scope, "DomainTarget", new CfnOutputProps { Value = name.RegionalDomainName, Description = description });
        }

        return ($"wss://{domain.DomainName}/{domain.MappingKey}".TrimEnd('/'), name.RegionalDomainName);
    }
}
