namespace WsScaffold.ApiGateway;

/// <summary>
/// The quotas of Lambda. See <see href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">quotas</see>.
/// </summary>
internal static class LambdaLimits
{
    /// <summary>The least memory of a function, in megabytes.</summary>
    public const int MinMemory = 128;

    /// <summary>The most memory of a function, in megabytes.</summary>
    public const int MaxMemory = 10_240;
}
