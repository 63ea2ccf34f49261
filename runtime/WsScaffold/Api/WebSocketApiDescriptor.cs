namespace WsScaffold;

/// <summary>
/// What the API consists of, as the generator read it from the tagged handlers. The local gateway, the infrastructure
/// and tests read it: there is no second list of routes.
/// </summary>
public sealed class WebSocketApiDescriptor
{
    /// <summary>The name of the API class.</summary>
    public required string Name { get; init; }

    /// <inheritdoc cref="WebSocketApiAttribute.RouteSelectionExpression"/>
    public required string RouteSelectionExpression { get; init; }

    /// <summary>The routes, ordered by key (ordinal).</summary>
    public required IReadOnlyList<RouteDescriptor> Routes { get; init; }

    /// <inheritdoc cref="WebSocketApiAttribute.Envelope"/>
    public Envelope Envelope { get; init; }

    /// <inheritdoc cref="WebSocketApiAttribute.AllowedOrigins"/>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Who is asked before <c>$connect</c>; <see langword="null"/> when nobody is.</summary>
    public AuthorizerDescriptor? Authorizer { get; init; }

    /// <summary>
    /// Whether the API calls <c>@connections</c>: a handler uses <see cref="IConnections"/> or <see cref="IClients{TClient}"/>,
    /// or a message route without an answer is not one-way. It then needs <c>execute-api:ManageConnections</c>.
    /// </summary>
    public bool Pushes { get; init; }

    /// <inheritdoc cref="WebSocketApiAttribute.Store"/>
    public ConnectionStore Store { get; init; }

    /// <inheritdoc cref="WebSocketApiAttribute.AllowInMemoryOnLambda"/>
    public bool AllowInMemoryOnLambda { get; init; }

    /// <inheritdoc cref="WebSocketApiAttribute.KeepAlive"/>
    public string? KeepAlive { get; init; }

    /// <summary>The services that handlers and filters take, for the check at start.</summary>
    public IReadOnlyList<Type> RequiredServices { get; init; } = [];
}

/// <summary>One route of the API.</summary>
/// <param name="RouteKey">The route key, <c>$connect</c>, <c>$disconnect</c> and <c>$default</c> included.</param>
/// <param name="Handler">The method that handles it, as <c>Class.Method</c>; where none does, what the route is there for: <c>AllowedOrigins</c>, <c>Authorizer</c>, <c>Store</c> or <c>KeepAlive</c>.</param>
public sealed record RouteDescriptor(string RouteKey, string Handler)
{
    /// <summary>Whether the handler answers, so that API Gateway needs a route response on the route.</summary>
    public bool HasRouteResponse { get; init; }

    /// <inheritdoc cref="WebSocketRouteAttribute.OneWay"/>
    public bool OneWay { get; init; }
}

/// <summary>The API's authorizer, on <c>$connect</c>.</summary>
/// <param name="Handler">The method, as <c>Class.Method</c>.</param>
public sealed record AuthorizerDescriptor(string Handler)
{
    /// <summary>
    /// What a handshake must have for the authorizer to be asked, as API Gateway writes it: <c>route.request.header.Name</c>
    /// and <c>route.request.querystring.name</c>. One that is missing or empty is refused with 401.
    /// </summary>
    public IReadOnlyList<string> IdentitySources { get; init; } = [];
}
