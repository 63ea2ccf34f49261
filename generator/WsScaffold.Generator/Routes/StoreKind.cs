namespace WsScaffold.Generator.Routes;

/// <summary>The members of <c>WsScaffold.ConnectionStore</c>, by their values.</summary>
internal enum StoreKind
{
    None,
    InMemory,
    DynamoDb,
    Custom,
}
