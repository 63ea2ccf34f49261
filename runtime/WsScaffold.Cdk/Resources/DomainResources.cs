using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Route53;
using Amazon.CDK.AWS.Route53.Targets;
using Constructs;

namespace WsScaffold.Cdk.Resources;

/// <summary>A domain of the user's own in front of the stage.</summary>
internal static class DomainResources
{
    /// <returns>Where clients connect, and what the name must point to; nothing without a domain.</returns>
    public static (string Url, string Target)? Add(Construct scope, WebSocketApi api, WebSocketStage stage, CustomDomain? domain)
    {
        if (domain is null)
        {
            return null;
        }

        var name = new DomainName(scope, "Domain", new DomainNameProps { DomainName = domain.DomainName, Certificate = domain.Certificate });
        _ = new ApiMapping(scope, "Mapping", new ApiMappingProps { Api = api, Stage = stage, DomainName = name, ApiMappingKey = domain.MappingKey });
        if (domain.HostedZone is { } zone)
        {
            var target = RecordTarget.FromAlias(new ApiGatewayv2DomainProperties(name.RegionalDomainName, name.RegionalHostedZoneId));
            _ = new ARecord(scope, "Alias", new ARecordProps { Zone = zone, RecordName = domain.DomainName + ".", Target = target });
            _ = new AaaaRecord(scope, "AliasIpv6", new AaaaRecordProps { Zone = zone, RecordName = domain.DomainName + ".", Target = target });
        }

        else
        {
            _ = new CfnOutput(scope, "DomainTarget", new CfnOutputProps { Value = name.RegionalDomainName, Description = $"What {domain.DomainName} must point to (CNAME)" });
        }

        return ($"wss://{domain.DomainName}/{domain.MappingKey}".TrimEnd('/'), name.RegionalDomainName);
    }
}
