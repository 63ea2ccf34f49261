using System.ComponentModel;

namespace WsScaffold.Generated;

/// <summary>The authorizer of the assembly's API, for the project that deploys it.</summary>
/// <param name="handler">The method that decides.</param>
/// <param name="identitySources">What a handshake must have to be asked about at all.</param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AuthorizerFactsAttribute(string handler, params string[] identitySources) : Attribute
{
    /// <summary>The method that decides, as <c>Class.Method</c>.</summary>
    public string Handler { get; } = handler;

    /// <summary>What a handshake must have, for example <c>route.request.querystring.token</c>; API Gateway refuses others with 401.</summary>
    public string[] IdentitySources { get; } = identitySources;

    /// <inheritdoc cref="WebSocketRouteFactsAttribute.Function"/>
    public string? Function { get; set; }
}
