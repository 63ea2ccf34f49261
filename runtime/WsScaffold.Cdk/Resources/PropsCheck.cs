using System.Text.RegularExpressions;
using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using WsScaffold.ApiGateway;

namespace WsScaffold.Cdk.Resources;

/// <summary>Rejects properties that would fail during the deployment, or deploy an API that does not work.</summary>
internal static partial class PropsCheck
{
    private const string ReservedPrefix = "WSSCAFFOLD_";

    /// <param name="stack">The stack of the construct.</param>
    /// <exception cref="ArgumentException">A property is wrong. The message says which and what to use.</exception>
    public static void Require(Stack stack, WebSocketLambdaApiProps props)
    {
        ArgumentNullException.ThrowIfNull(props.Api);
        ArgumentNullException.ThrowIfNull(props.Code);
        RequireStage(props);
        RequireFunction(props);
        RequireEnvironment(props);
        RequireNetwork(props);
        RequireThrottles(props);
        if (props.Domain is { } domain)
        {
            RequireDomain(stack, domain);
        }

        if (props.Alarms is { } alarms)
        {
            RequireAlarms(alarms);
        }
    }

    private static void RequireStage(WebSocketLambdaApiProps props)
    {
        if (!Token.IsUnresolved(props.StageName) && !StageName().IsMatch(props.StageName))
        {
            throw Wrong(
                nameof(props.StageName), $"is '{props.StageName}'. It is part of the URL: use up to 128 letters, digits, '-' and '_'.");
        }
    }

    private static void RequireFunction(WebSocketLambdaApiProps props)
    {
        if (props.MemorySize is < LambdaLimits.MinMemory or > LambdaLimits.MaxMemory)
        {
            throw Wrong(
                nameof(props.MemorySize),
                $"is {props.MemorySize}. Use {LambdaLimits.MinMemory} to {LambdaLimits.MaxMemory} megabytes, which Lambda offers."
            );
        }

        if (props.Timeout?.ToMilliseconds() is > GatewayLimits.IntegrationSeconds * 1000 or < 1000)
        {
            throw Wrong(
                nameof(props.Timeout),
                $"is {props.Timeout.ToHumanString()}. Use 1 to {GatewayLimits.IntegrationSeconds} seconds: API Gateway waits no longer "
                    + $"and discards "
                    + "a later response, but the invocation is still charged.");
        }

        if (props.ReservedConcurrency < 0)
        {
            throw Wrong(
                nameof(props.ReservedConcurrency),
                $"is {props.ReservedConcurrency}. Use 1 or more, 0 to turn the functions off, or remove it for no limit.");
        }
    }

    private static void RequireEnvironment(WebSocketLambdaApiProps props)
    {
        var names = props.Environment.Keys;
        if (names.FirstOrDefault(static name => name.StartsWith(ReservedPrefix, StringComparison.Ordinal)) is { } reserved)
        {
            throw Wrong(nameof(props.Environment), $"sets {reserved}, but the prefix {ReservedPrefix} is reserved. Remove the variable.");
        }

        if (names.FirstOrDefault(static name => !VariableName().IsMatch(name)) is { } wrong)
        {
            throw Wrong(
                nameof(props.Environment),
                $"contains the name '{wrong}', which Lambda does not accept. Use a letter, followed by letters, digits and '_'; "
                    + "'__' replaces the ':' of a .NET configuration section.");
        }
    }

    private static void RequireNetwork(WebSocketLambdaApiProps props)
    {
        if (props.Vpc is null && (props.VpcSubnets is not null || props.SecurityGroups.Count > 0))
        {
            throw Wrong(nameof(props.Vpc), "is missing, but subnets or security groups are set. Set it to the VPC of those.");
        }

        if (props.VpcSubnets?.SubnetType == SubnetType.PUBLIC)
        {
            throw Wrong(
                nameof(props.VpcSubnets),
                "selects public subnets. A function gets no public IP address there, so it can reach neither the internet nor "
                    + "AWS services. Use SubnetType.PRIVATE_WITH_EGRESS.");
        }
    }

    private static void RequireThrottles(WebSocketLambdaApiProps props)
    {
        if (props.RouteThrottles.Keys.FirstOrDefault(key => props.Api.Routes.All(route => route.RouteKey != key)) is { } unknown)
        {
            var known = string.Join(", ", props.Api.Routes.Select(static route => route.RouteKey));
            throw Wrong(
                nameof(props.RouteThrottles),
                $"contains the key '{unknown}', but {props.Api.Name} has no such route. Use one of: {known}.");
        }

        RequireThrottle(nameof(props.Throttle), props.Throttle);
        foreach (var (key, throttle) in props.RouteThrottles)
        {
            RequireThrottle($"{nameof(props.RouteThrottles)}[\"{key}\"]", throttle);
        }
    }

    // With 0, API Gateway would reject everything.
    private static void RequireThrottle(string name, Throttle? throttle)
    {
        if (throttle is not null && !(throttle is { RatePerSecond: > 0, Burst: > 0 } && double.IsFinite(throttle.RatePerSecond)))
        {
            var limits = FormattableString.Invariant($"{throttle.RatePerSecond} per second and {throttle.Burst} at once");
            throw Wrong(name, $"allows {limits}. Use finite values above 0, or remove it for the account's limits.");
        }
    }

    private static void RequireDomain(Stack stack, CustomDomain domain)
    {
        if (!Token.IsUnresolved(domain.DomainName) && !DomainName().IsMatch(domain.DomainName))
        {
            throw Wrong(
                $"{nameof(WebSocketLambdaApiProps.Domain)}.{nameof(domain.DomainName)}",
                $"is '{domain.DomainName}'. Use only the name, without scheme, port and path, for example 'chat.example.com'.");
        }

        if (domain.MappingKey is { } key && !Token.IsUnresolved(key) && !MappingKey().IsMatch(key))
        {
            throw Wrong(
                $"{nameof(WebSocketLambdaApiProps.Domain)}.{nameof(domain.MappingKey)}",
                $"is '{key}'. It is one segment of the URL: use letters, digits, '-', '_' and '.', for example 'v1', or remove it.");
        }

        // A common mistake, because certificates for CloudFront are always in us-east-1.
        var arn = domain.Certificate.CertificateArn;
        if (!Token.IsUnresolved(arn)
            && !Token.IsUnresolved(stack.Region)
            && arn.Split(':') is [_, _, _, var region, ..]
            && region != stack.Region)
        {
            throw Wrong(
                $"{nameof(WebSocketLambdaApiProps.Domain)}.{nameof(domain.Certificate)}",
                $"is in {region}, but the stack is in {stack.Region}. Use a certificate in the region of the stack.");
        }
    }

    private static void RequireAlarms(ApiAlarms alarms)
    {
        (string Name, double Value)[] thresholds =
        [
            (nameof(alarms.IntegrationErrors), alarms.IntegrationErrors),
            (nameof(alarms.ClientErrors), alarms.ClientErrors),
            (nameof(alarms.Throttles), alarms.Throttles),
        ];
        if (thresholds.FirstOrDefault(static threshold => !(threshold.Value > 0)) is { Name: { } name, Value: var value })
        {
            throw Wrong(
                $"{nameof(WebSocketLambdaApiProps.Alarms)}.{name}",
                FormattableString.Invariant($"is {value}, so the alarm would never end. Use a value above 0."));
        }

        if (alarms.DurationOfTimeout is not (> 0 and <= 1))
        {
            throw Wrong(
                $"{nameof(WebSocketLambdaApiProps.Alarms)}.{nameof(alarms.DurationOfTimeout)}",
                FormattableString.Invariant($"is {alarms.DurationOfTimeout}. ")
                    + "Use a fraction of the function's timeout above 0 and up to 1, for example 0.9 for 90 %.");
        }
    }

    private static ArgumentException Wrong(string name, string problem) => new($"WebSocketLambdaApiProps.{name} {problem}", name);

    // https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html
    [GeneratedRegex("^[A-Za-z0-9_-]{1,128}$", RegexOptions.CultureInvariant)]
    private static partial Regex StageName();

    // https://docs.aws.amazon.com/lambda/latest/api/API_Environment.html
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]+$", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();

    [GeneratedRegex(
        @"^[A-Za-z0-9*]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$", RegexOptions.CultureInvariant)]
    private static partial Regex DomainName();

    [GeneratedRegex(@"^[A-Za-z0-9._-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex MappingKey();
}
