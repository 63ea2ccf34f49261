namespace WsScaffold.DynamoDB;

/// <summary>
/// What the connection table looks like: the one place that the store, its error messages and the infrastructure read.
/// </summary>
/// <remarks>
/// The infrastructure compiles this file too and never meets the assembly, so it uses nothing but the language. There
/// are no secondary indexes: every read is a query by partition key.
/// </remarks>
internal static class ConnectionTable
{
    /// <summary>The partition key, a string: <c>all#3</c> (connections), <c>group#0#lobby</c>, <c>user#0#ada</c> (their members).</summary>
    public const string PartitionKey = "pk";

    /// <summary>The sort key, a string: the connection ID.</summary>
    public const string SortKey = "sk";

    /// <summary>
    /// The attribute that holds when a row expires, in seconds since 1970: enable
    /// <see href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">time to live</see> on it.
    /// </summary>
    public const string TimeToLive = "expires";

    /// <summary>The environment variable that tells the function the table's name.</summary>
    public const string NameVariable = "WSSCAFFOLD_TABLE";

    /// <summary>What the function's role must be allowed on the table.</summary>
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
