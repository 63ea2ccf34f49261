namespace WsScaffold.Cdk;

/// <summary>A function that some routes have to themselves: a class of handlers is tagged <c>[LambdaFunction]</c>.</summary>
/// <param name="Name">Its name within the API.</param>
public sealed record FunctionDefinition(string Name)
{
    /// <summary>Its memory in megabytes; <see langword="null"/> for that of the API's own function.</summary>
    public int? MemorySize { get; init; }

    /// <summary>How long it may take in seconds; <see langword="null"/> for what the API's own function may.</summary>
    public int? TimeoutSeconds { get; init; }
}
