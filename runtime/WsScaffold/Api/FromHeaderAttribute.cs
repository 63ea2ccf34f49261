namespace WsScaffold;

/// <summary>
/// Binds a parameter of the <c>$connect</c> handler or of the <see cref="AuthorizerAttribute">[Authorizer]</see> from a request
/// header. The name is not case-sensitive. Missing and invalid values are treated as in <see cref="FromQueryAttribute"/>.
/// </summary>
/// <param name="name">The name of the header. The default is the name of the parameter.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromHeaderAttribute(string? name = null) : Attribute
{
    /// <summary>The name of the header, or <see langword="null"/> for the name of the parameter.</summary>
    public string? Name { get; } = name;
}
