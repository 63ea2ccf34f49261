using System.Text.RegularExpressions;
using Amazon.CDK;
using Amazon.CDK.AWS.EC2;

namespace WsScaffold.Cdk.Resources;

/// <summary>Refuses props that would fail when they are deployed, or worse, would not.</summary>
internal static partial class PropsCheck
{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
    public const int LongestTimeout = 29;

    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private const int LeastMemory = 128;
    private const int MostMemory = 10_240;
    private const string OwnVariables = "WSSCAFFOLD_";

    /// <param name="stack">The stack that all of it will be in.</param>
    /// <exception cref="ArgumentException">Something is wrong; the text says what and what to use.</exception>
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
            throw Wrong(nameof(props.StageName), $"is '{props.StageName}'. It ends the URL: use letters, digits, '-' and '_'.");
        }
    }

    private static void RequireFunction(WebSocketLambdaApiProps props)
    {
        if (props.MemorySize is < LeastMemory or > MostMemory)
        {
            throw Wrong(nameof(props.MemorySize), $"is {props.MemorySize}. Lambda gives {LeastMemory} to {MostMemory} megabytes.");
        }

        if (props.Timeout?.ToMilliseconds() is > LongestTimeout * 1000 or < 1000)
        {
            throw Wrong(nameof(props.Timeout), $"is {props.Timeout.ToHumanString()}. Use 1 to {LongestTimeout} seconds: API Gateway waits no longer, and a function that runs on is paid for and heard by nobody.");
        }

        if (props.ReservedConcurrency < 0)
        {
            throw Wrong(nameof(props.ReservedConcurrency), $"is {props.ReservedConcurrency}. Use 1 or more, 0 to switch the functions off, or leave it out for no limit.");
        }
    }

    private static void RequireEnvironment(WebSocketLambdaApiProps props)
    {
        if (props.Environment.Keys.FirstOrDefault(static name => name.StartsWith(OwnVariables, StringComparison.Ordinal)) is { } own)
        {
            throw Wrong(nameof(props.Environment), $"sets {own}, which the construct sets itself. Leave it out.");
        }

        if (props.Environment.Keys.FirstOrDefault(static name => !VariableName().IsMatch(name)) is { } wrong)
        {
            throw Wrong(nameof(props.Environment), $"has the name '{wrong}'. Lambda takes a letter, then letters, digits and '_'; .NET reads '__' as the ':' of a configuration section.");
        }
    }

    private static void RequireNetwork(WebSocketLambdaApiProps props)
    {
        if (props.Vpc is null && (props.VpcSubnets is not null || props.SecurityGroups.Count > 0))
        {
            throw Wrong(nameof(props.Vpc), "is missing, and subnets or security groups are given. Give the network that they are of.");
        }

        if (props.VpcSubnets?.SubnetType == SubnetType.PUBLIC)
        {
            throw Wrong(nameof(props.VpcSubnets), "are public, where functions get no public address and so reach neither the internet nor AWS. Use SubnetType.PRIVATE_WITH_EGRESS.");
        }
    }

    private static void RequireThrottles(WebSocketLambdaApiProps props)
    {
        if (props.RouteThrottles.Keys.FirstOrDefault(key => props.Api.Routes.All(route => route.RouteKey != key)) is { } unknown)
        {
            throw Wrong(nameof(props.RouteThrottles), $"has the key '{unknown}', and {props.Api.Name} has no such route. It has: {string.Join(", ", props.Api.Routes.Select(static route => route.RouteKey))}.");
        }

        RequireThrottle(nameof(props.Throttle), props.Throttle);
        foreach (var (key, throttle) in props.RouteThrottles)
        {
            RequireThrottle($"{nameof(props.RouteThrottles)}[\"{key}\"]", throttle);
        }
    }

    // What API Gateway takes 0 for is nothing at all.
    private static void RequireThrottle(string name, Throttle? throttle)
    {
        if (throttle is not null && !(throttle is { RatePerSecond: > 0, Burst: > 0 } && double.IsFinite(throttle.RatePerSecond)))
        {
            throw Wrong(name, FormattableString.Invariant($"takes {throttle.RatePerSecond} a second and {throttle.Burst} at once. Both must be more than 0; leave it out for the account's limits."));
        }
    }

    private static void RequireDomain(Stack stack, CustomDomain domain)
    {
        if (!Token.IsUnresolved(domain.DomainName) && !DomainName().IsMatch(domain.DomainName))
        {
            throw Wrong($"{nameof(WebSocketLambdaApiProps.Domain)}.{nameof(domain.DomainName)}", $"is '{domain.DomainName}'. Write the name alone, without scheme, port and path, for example 'chat.example.com'.");
        }

        if (domain.MappingKey is { } key && !Token.IsUnresolved(key) && !MappingKey().IsMatch(key))
        {
            throw Wrong($"{nameof(WebSocketLambdaApiProps.Domain)}.{nameof(domain.MappingKey)}", $"is '{key}'. It is one segment of the URL: use letters, digits, '-', '_' and '.', for example 'v1', or leave it out.");
        }

        // The habit of CloudFront, whose certificates are in us-east-1 always.
        var arn = domain.Certificate.CertificateArn;
        if (!Token.IsUnresolved(arn) && !Token.IsUnresolved(stack.Region) && arn.Split(':') is [_, _, _, var region, ..] && region != stack.Region)
        {
            throw Wrong($"{nameof(WebSocketLambdaApiProps.Domain)}.{nameof(domain.Certificate)}", $"is of {region}, and the stack of {stack.Region}. API Gateway takes a certificate of its own region.");
        }
    }

    private static void RequireAlarms(ApiAlarms alarms)
    {
        (string Name, double Value)[] thresholds =
        [
            (nameof(alarms.IntegrationErrors), alarms.IntegrationErrors), (nameof(alarms.ClientErrors), alarms.ClientErrors), (nameof(alarms.Throttles), alarms.Throttles),
        ];
        if (thresholds.FirstOrDefault(static threshold => !(threshold.Value > 0)) is { Name: { } name, Value: var value })
        {
            throw Wrong($"{nameof(WebSocketLambdaApiProps.Alarms)}.{name}", FormattableString.Invariant($"is {value}, which is always reached. Use more than 0."));
        }

        if (alarms.DurationOfTimeout is not (> 0 and <= 1))
        {
            throw Wrong(
                $"{nameof(WebSocketLambdaApiProps.Alarms)}.{nameof(alarms.DurationOfTimeout)}",
                FormattableString.Invariant($"is {alarms.DurationOfTimeout}. It is a part of the function's timeout, more than 0 and at most 1: 0.9 for nine tenths."));
        }
    }

    private static ArgumentException Wrong(string name, string problem) => new($"WebSocketLambdaApiProps.{name} {problem}", name);

    // https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html
    [GeneratedRegex("^[A-Za-z0-9_-]{1,128}$", RegexOptions.CultureInvariant)]
    private static partial Regex StageName();

    // https://docs.aws.amazon.com/lambda/latest/api/API_Environment.html
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]+$", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();

    [GeneratedRegex(@"^[A-Za-z0-9*]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$", RegexOptions.CultureInvariant)]
    private static partial Regex DomainName();

    [GeneratedRegex(@"^[A-Za-z0-9._-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex MappingKey();
}
