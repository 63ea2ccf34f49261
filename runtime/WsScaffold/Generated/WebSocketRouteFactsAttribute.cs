using System.ComponentModel;

namespace WsScaffold.Generated;

/// <summary>A route of the assembly's API, for the infrastructure project.</summary>
/// <param name="routeKey">The route key.</param>
/// <param name="handler">The handler.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WebSocketRouteFactsAttribute(string routeKey, string handler) : Attribute
{
    /// <inheritdoc cref="RouteDescriptor.RouteKey"/>
    public string RouteKey { get; } = routeKey;

    /// <inheritdoc cref="RouteDescriptor.Handler"/>
    public string Handler { get; } = handler;

    /// <inheritdoc cref="RouteDescriptor.HasRouteResponse"/>
    public bool HasRouteResponse { get; set; }

    /// <summary>
    /// The name of the function that handles the route (<see cref="LambdaFunctionAttribute"/>); <see langword="null"/> for the main
    /// function of the API.
    /// </summary>
    public string? Function { get; set; }
}
