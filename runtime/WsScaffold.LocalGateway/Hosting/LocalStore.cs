namespace WsScaffold.Gateway.Hosting;

/// <summary>
/// Running locally needs nothing installed: a store in DynamoDB is replaced by one in memory, unless a server is named that
/// stands in for DynamoDB.
/// </summary>
internal static class LocalStore
{
    // The AWS SDKs' own variable (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
    private const string EndpointVariable = "AWS_ENDPOINT_URL_DYNAMODB";

    public static IConnectionStore? Replace(WebSocketApiDescriptor api, Func<string, string?> environment) =>
        api.Store == ConnectionStore.DynamoDb && string.IsNullOrEmpty(environment(EndpointVariable)) ? new InMemoryConnectionStore() : null;

    /// <summary>Where connections are kept, for whoever starts the API; null when it keeps none.</summary>
    public static string? Describe(WebSocketApiDescriptor api, Func<string, string?> environment) => (api.Store, environment(EndpointVariable)) switch
    {
        (ConnectionStore.None, _) => null,
        (ConnectionStore.InMemory, _) => "in memory",
        (ConnectionStore.DynamoDb, { Length: > 0 } endpoint) => $"DynamoDB at {endpoint}",
        (ConnectionStore.DynamoDb, _) => $"in memory instead of DynamoDB, as {EndpointVariable} names no server",
        _ => "the API's own",
    };
}
