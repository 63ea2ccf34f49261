namespace WsScaffold;

/// <summary>
/// Runs the handlers of a class in a separate Lambda function, with its own memory, timeout, concurrency and metrics. API Gateway
/// sends the routes of these handlers to that function and all others to the API's main function. Classes with the same function
/// name share the function. All functions run the same published binary.
/// </summary>
/// <param name="name">The name of the function within the API: a letter, followed by up to 31 letters, digits and hyphens.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LambdaFunctionAttribute(string name) : Attribute
{
    /// <summary>The name of the function within the API.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The memory in megabytes, 128 to 10,240; Lambda allocates CPU in proportion. 0 (the default) means the memory of the API's main
    /// function.
    /// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">Lambda memory</see>.
    /// </summary>
    public int MemorySize { get; set; }

    /// <summary>
    /// The timeout in seconds, 1 to 29 (API Gateway's limit). 0 (the default) means the timeout of the API's main function.
    /// </summary>
    public int TimeoutSeconds { get; set; }
}
