using WsScaffold.DynamoDB;

namespace WsScaffold;

/// <summary>Adds the connection store in DynamoDB to an app.</summary>
public static class DynamoDbConnectionStoreExtensions
{
    /// <summary>
    /// Keeps the connections of an API with <see cref="ConnectionStore.DynamoDb"/> in the table that
    /// <c>WSSCAFFOLD_TABLE</c> names. Call it in <c>Configure</c>.
    /// </summary>
    /// <param name="builder">The app's builder.</param>
    /// <param name="configure">Changes the options.</param>
    /// <returns>The builder. Its <c>Build</c> fails with an <see cref="InvalidOperationException"/> when there is no telling which table, or which region.</returns>
    /// <exception cref="ArgumentException">An option is wrong; the text says which and what to use.</exception>
    public static WebSocketAppBuilder AddDynamoDbConnectionStore(this WebSocketAppBuilder builder, Action<DynamoDbConnectionStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new DynamoDbConnectionStoreOptions();
        configure?.Invoke(options);
        options.Validated();
        builder.AddBuiltIn<IConnectionStore>(_ => new DynamoDbConnectionStore(options.Client ?? ClientFactory.Create(Environment.GetEnvironmentVariable), options));
        return builder;
    }
}
