namespace WsScaffold.DynamoDB;

/// <summary>
/// The layout of the connection table, shared by the store, its error messages and the infrastructure.
/// </summary>
/// <remarks>
/// WsScaffold.Cdk compiles this file too, without a reference to this assembly, so it must not use other types of the project. The table
/// has no secondary indexes: every read of several rows is a query by partition key.
/// </remarks>
internal static class ConnectionTable
{
    /// <summary>The partition key, a string: <c>all#3</c> (connections), <c>group#0#lobby</c> or <c>user#0#ada</c> (members).</summary>
    public const string PartitionKey = "pk";

    /// <summary>The sort key, a string: the connection ID.</summary>
    public const string SortKey = "sk";

    /// <summary>
    /// The attribute with the expiry time of a row, in seconds since 1970. Enable
    /// <see href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">time to live</see> on it.
    /// </summary>
    public const string TimeToLive = "expires";

    /// <summary>The environment variable with the name of the table.</summary>
    public const string NameVariable = "WSSCAFFOLD_TABLE";

    /// <summary>The actions that the role of a function needs on the table.</summary>
    public static readonly string[] Actions =
    [
        "dynamodb:BatchWriteItem",
        "dynamodb:DeleteItem",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:UpdateItem",
    ];
}
