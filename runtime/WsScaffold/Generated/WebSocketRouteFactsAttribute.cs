using System.ComponentModel;

namespace WsScaffold.Generated;

/// <summary>One route of the assembly's API, for the project that deploys it.</summary>
/// <param name="routeKey">The route key.</param>
/// <param name="handler">The method that handles it.</param>
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

    /// <summary>The function that handles it, by the name of its <see cref="LambdaFunctionAttribute"/>; <see langword="null"/> for the API's own.</summary>
    public string? Function { get; set; }
}
