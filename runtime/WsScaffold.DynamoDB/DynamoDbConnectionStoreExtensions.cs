using WsScaffold.DynamoDB;

namespace WsScaffold;

/// <summary>Adds the DynamoDB connection store to an API.</summary>
public static class DynamoDbConnectionStoreExtensions
{
    /// <summary>
    /// Stores the connections of an API tagged <c>[WebSocketApi(Store = ConnectionStore.DynamoDb)]</c> in the table named by the
    /// environment variable <c>WSSCAFFOLD_TABLE</c>. Call it in <c>Configure</c>.
    /// </summary>
    /// <param name="builder">The builder of the API.</param>
    /// <param name="configure">Changes the options.</param>
    /// <returns>
    /// The builder. Its <c>Build</c> throws an <see cref="InvalidOperationException"/> if the table or the region is unknown.
    /// </returns>
    /// <exception cref="ArgumentException">An option is out of range. The message says which and what to use.</exception>
    public static WebSocketAppBuilder AddDynamoDbConnectionStore(
        this WebSocketAppBuilder builder, Action<DynamoDbConnectionStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new DynamoDbConnectionStoreOptions();
        configure?.Invoke(options);
        options.Validated();
        builder.AddBuiltIn<IConnectionStore>(
            _ => new DynamoDbConnectionStore(options.Client ?? ClientFactory.Create(Environment.GetEnvironmentVariable), options));
        return builder;
    }
}
