namespace WsScaffold.Cdk.Resources;

/// <summary>Refuses props that would fail when they are deployed, or worse, would not.</summary>
internal static class PropsCheck
{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
    public const int LongestTimeout = 29;
    private const string OwnVariables = "WSSCAFFOLD_";

    /// <exception cref="ArgumentException">Something is wrong; the text says what and what to use.</exception>
    public static void Require(WebSocketLambdaApiProps props)
    {
        ArgumentNullException.ThrowIfNull(props.Api);
        ArgumentNullException.ThrowIfNull(props.Code);
        if (props.Timeout?.ToMilliseconds() is > LongestTimeout * 1000 or < 1000)
        {
            throw Wrong(nameof(props.Timeout), $"is {props.Timeout.ToHumanString()}. Use 1 to {LongestTimeout} seconds: API Gateway waits no longer, and a function that runs on is paid for and heard by nobody.");
        }

        if (props.Environment.Keys.FirstOrDefault(static name => name.StartsWith(OwnVariables, StringComparison.Ordinal)) is { } variable)
        {
            throw Wrong(nameof(props.Environment), $"sets {variable}, which the construct sets itself. Leave it out.");
        }

        if (props.RouteThrottles.Keys.FirstOrDefault(key => props.Api.Routes.All(route => route.RouteKey != key)) is { } unknown)
        {
            throw Wrong(nameof(props.RouteThrottles), $"has the key '{unknown}', and {props.Api.Name} has no such route. It has: {string.Join(", ", props.Api.Routes.Select(static route => route.RouteKey))}.");
        }

        if (props.Vpc is null && (props.VpcSubnets is not null || props.SecurityGroups.Count > 0))
        {
            throw Wrong(nameof(props.Vpc), "is missing, and subnets or security groups are given. Give the network that they are of.");
        }
    }

    private static ArgumentException Wrong(string name, string problem) => new($"WebSocketLambdaApiProps.{name} {problem}", name);
}
