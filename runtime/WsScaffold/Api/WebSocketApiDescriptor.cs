namespace WsScaffold;

/// <summary>
/// Describes the API: its routes and options, generated from the tagged handlers. The local gateway and tests read it, so there
/// is no second list of routes.
/// </summary>
public sealed class WebSocketApiDescriptor
{
    /// <summary>The name of the API class.</summary>
    public required string Name { get; init; }

    /// <inheritdoc cref="WebSocketApiAttribute.RouteSelectionExpression"/>
    public required string RouteSelectionExpression { get; init; }

    /// <summary>The routes, in ordinal order of their keys.</summary>
    public required IReadOnlyList<RouteDescriptor> Routes { get; init; }

    /// <inheritdoc cref="WebSocketApiAttribute.Envelope"/>
    public Envelope Envelope { get; init; }

    /// <inheritdoc cref="WebSocketApiAttribute.AllowedOrigins"/>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The authorizer of <c>$connect</c>; <see langword="null"/> if the API has none.</summary>
    public AuthorizerDescriptor? Authorizer { get; init; }

    /// <summary>
    /// Whether the API calls <c>@connections</c>: a handler uses <see cref="IConnections"/> or <see cref="IClients{TClient}"/>, or a
    /// message route without a response is not one-way. The function then needs <c>execute-api:ManageConnections</c>.
    /// </summary>
    public bool Pushes { get; init; }

    /// <inheritdoc cref="WebSocketApiAttribute.Store"/>
    public ConnectionStore Store { get; init; }

    /// <inheritdoc cref="WebSocketApiAttribute.AllowInMemoryOnLambda"/>
    public bool AllowInMemoryOnLambda { get; init; }

    /// <inheritdoc cref="WebSocketApiAttribute.KeepAlive"/>
    public string? KeepAlive { get; init; }

    /// <summary>The services that handlers and filters require, for the check at startup.</summary>
    public IReadOnlyList<Type> RequiredServices { get; init; } = [];
}
