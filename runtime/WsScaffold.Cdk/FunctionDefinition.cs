namespace WsScaffold.Cdk;

/// <summary>A Lambda function that some routes have to themselves: their classes are tagged <c>[LambdaFunction]</c>.</summary>
/// <param name="Name">The name of the function within the API.</param>
public sealed record FunctionDefinition(string Name)
{
    /// <summary>The memory in megabytes; <see langword="null"/> to use that of the API's own function.</summary>
    public int? MemorySize { get; init; }

    /// <summary>The timeout in seconds; <see langword="null"/> to use that of the API's own function.</summary>
    public int? TimeoutSeconds { get; init; }
}
