namespace WsScaffold;

/// <summary>
/// Makes a method the handler of <c>$disconnect</c>, which API Gateway invokes after the connection has closed. This is best
/// effort: the event can arrive late or never. The method cannot return a response.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class DisconnectRouteAttribute : Attribute;
