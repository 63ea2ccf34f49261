namespace WsScaffold;

/// <summary>
/// Binds a parameter from the registered services. Interfaces do not need the attribute. Classes do: without it, a class is
/// bound from the body.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
