using System.ComponentModel;

namespace WsScaffold.Generated;

/// <summary>The authorizer of the assembly's API, for the infrastructure project.</summary>
/// <param name="handler">The authorizer method.</param>
/// <param name="identitySources">The identity sources.</param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AuthorizerFactsAttribute(string handler, params string[] identitySources) : Attribute
{
    /// <summary>The authorizer method as <c>Class.Method</c>.</summary>
    public string Handler { get; } = handler;

    /// <summary>
    /// The identity sources, for example <c>route.request.querystring.token</c>. If one is missing, API Gateway rejects the
    /// handshake with 401.
    /// </summary>
    public string[] IdentitySources { get; } = identitySources;

    /// <inheritdoc cref="WebSocketRouteFactsAttribute.Function"/>
    public string? Function { get; set; }
}
