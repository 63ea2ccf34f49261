namespace WsScaffold;

/// <summary>
/// Gives the handlers of a class a Lambda function of their own, with its own memory, timeout, concurrency and metrics:
/// API Gateway sends the routes of these handlers there and all others to the API's own function. Every class with the same
/// name shares the function. All of them run the same published binary.
/// </summary>
/// <param name="name">The function's name within the API: a letter, then up to 31 letters, digits and hyphens.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LambdaFunctionAttribute(string name) : Attribute
{
    /// <summary>The function's name within the API.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// Its memory in megabytes, 128 to 10,240, which also decides its share of processor; 0 (the default) for that of the API's own function.
    /// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">Lambda memory</see>.
    /// </summary>
    public int MemorySize { get; set; }

    /// <summary>
    /// How long it may take in seconds, 1 to 29 (API Gateway waits no longer); 0 (the default) for what the API's own function may.
    /// </summary>
    public int TimeoutSeconds { get; set; }
}
