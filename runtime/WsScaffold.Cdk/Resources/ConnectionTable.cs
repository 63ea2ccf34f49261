namespace WsScaffold.DynamoDB;

/// <summary>What the connection table looks like to the store.</summary>
internal static class ConnectionTable
{
    public const string PartitionKey = "pk";

    public const string SortKey = "sk";

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
