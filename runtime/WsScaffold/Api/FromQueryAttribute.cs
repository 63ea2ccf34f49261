namespace WsScaffold;

/// <summary>
/// Binds a parameter of the <c>$connect</c> handler or of the <see cref="AuthorizerAttribute">[Authorizer]</see> from the query
/// string. If a name is repeated, the last value is bound; a <c>string[]</c> gets all values. A missing or invalid value rejects
/// the handshake: with 400 for the handler, with 401 for the authorizer. A missing value is accepted if the parameter is nullable
/// or has a default value.
/// </summary>
/// <param name="name">The name in the query string. The default is the name of the parameter.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromQueryAttribute(string? name = null) : Attribute
{
    /// <summary>The name in the query string, or <see langword="null"/> for the name of the parameter.</summary>
    public string? Name { get; } = name;
}
