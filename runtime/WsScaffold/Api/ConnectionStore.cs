namespace WsScaffold;

/// <summary>The store that keeps the connections of the API, with their users and groups.</summary>
public enum ConnectionStore
{
    /// <summary>No store: handlers can only push to connection IDs.</summary>
    None,

    /// <summary>
    /// The memory of the process, for development and tests. Lambda runs many processes, each with its own memory, so an API with
    /// this store only starts there with <see cref="WebSocketApiAttribute.AllowInMemoryOnLambda"/>.
    /// </summary>
    InMemory,

    /// <summary>An Amazon DynamoDB table, through the package <c>WsScaffold.DynamoDB</c>.</summary>
    DynamoDb,

    /// <summary>Your own <see cref="IConnectionStore"/>, registered in <c>Configure</c>.</summary>
    Custom,
}
