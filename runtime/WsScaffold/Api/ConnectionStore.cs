namespace WsScaffold;

/// <summary>Where the API keeps who is connected, as which user, in which groups.</summary>
public enum ConnectionStore
{
    /// <summary>Nowhere: connections are reached by their IDs alone.</summary>
    None,

    /// <summary>
    /// In the memory of the process: on your machine, and in tests. Lambda runs many processes, each with a memory of its
    /// own, so there it needs <see cref="WebSocketApiAttribute.AllowInMemoryOnLambda"/>.
    /// </summary>
    InMemory,

    /// <summary>In an Amazon DynamoDB table, by the package <c>WsScaffold.DynamoDB</c>.</summary>
    DynamoDb,

    /// <summary>In an <see cref="IConnectionStore"/> of your own, registered in <c>Configure</c>.</summary>
    Custom,
}
