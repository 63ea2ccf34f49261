namespace WsScaffold;

/// <summary>Makes a method the handler of <c>$default</c>: of all messages that match no other route.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class DefaultRouteAttribute : Attribute
{
    /// <inheritdoc cref="WebSocketRouteAttribute.OneWay"/>
    public bool OneWay { get; set; }
}
