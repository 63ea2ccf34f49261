namespace WsScaffold.Gateway.Hosting;

/// <summary>
/// Chooses the connection store of a local run. So that nothing must be installed, an in-memory store replaces a DynamoDB store
/// unless an environment variable names a DynamoDB server.
/// </summary>
internal static class LocalStore
{
    // A variable of the AWS SDKs (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
    private const string EndpointVariable = "AWS_ENDPOINT_URL_DYNAMODB";

    /// <summary>Creates the store that replaces the API's own.</summary>
    /// <returns>The store, or <see langword="null"/> if the API's own store is used.</returns>
    public static IConnectionStore? Replace(WebSocketApiDescriptor api, Func<string, string?> environment) =>
        api.Store == ConnectionStore.DynamoDb && string.IsNullOrEmpty(environment(EndpointVariable)) ? new InMemoryConnectionStore() : null;

    /// <summary>Describes the store for the start-up text.</summary>
    /// <returns>The description, or <see langword="null"/> if the API has no store.</returns>
    public static string? Describe(WebSocketApiDescriptor api, Func<string, string?> environment) => api.Store switch
    {
        ConnectionStore.None => null,
        ConnectionStore.InMemory => "in memory",
        ConnectionStore.DynamoDb when environment(EndpointVariable) is { Length: > 0 } endpoint => $"DynamoDB at {endpoint}",
        ConnectionStore.DynamoDb => $"in memory (to use a DynamoDB server, set {EndpointVariable} to its URL)",
        _ => "custom",
    };
}
