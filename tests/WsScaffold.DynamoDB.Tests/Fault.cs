namespace WsScaffold.DynamoDB.Tests;

/// <summary>A fault of <see cref="FaultyDynamoDb"/>.</summary>
internal enum Fault
{
    None,

    /// <summary>The capacity of the table is used up.</summary>
    CapacityExceeded,

    /// <summary>The capacity of the account is used up.</summary>
    Throttled,

    /// <summary>The response is 500, and the request has no effect.</summary>
    Failed,

    /// <summary>The connection breaks, and the request has no effect.</summary>
    Dropped,

    /// <summary>The request takes effect, and the connection breaks before the response.</summary>
    ResponseDropped,

    /// <summary>Only the first item of a batch is written and the rest is returned as unprocessed; other responses are delayed.</summary>
    Partly,
}
