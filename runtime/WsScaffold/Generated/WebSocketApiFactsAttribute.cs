using System.ComponentModel;

namespace WsScaffold.Generated;

/// <summary>
/// What the assembly's API needs of its infrastructure. The generator writes it; that of a project which deploys the API
/// reads it, out of the assembly's metadata.
/// </summary>
/// <param name="apiNamespace">The namespace of the API class; empty for none.</param>
/// <param name="apiName">The name of the API class.</param>
/// <param name="generatorVersion">The version of the generator that wrote it.</param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WebSocketApiFactsAttribute(string apiNamespace, string apiName, string generatorVersion) : Attribute
{
    /// <summary>The namespace of the API class; empty for none.</summary>
    public string ApiNamespace { get; } = apiNamespace;

    /// <summary>The name of the API class.</summary>
    public string ApiName { get; } = apiName;

    /// <summary>The version of the generator that wrote it.</summary>
    public string GeneratorVersion { get; } = generatorVersion;

    /// <inheritdoc cref="WebSocketApiAttribute.RouteSelectionExpression"/>
    public string RouteSelectionExpression { get; set; } = "";

    /// <inheritdoc cref="WebSocketApiDescriptor.Pushes"/>
    public bool Pushes { get; set; }

    /// <summary>Where connections are kept, by the name of the choice; empty for nowhere.</summary>
    public string Store { get; set; } = "";

    /// <inheritdoc cref="AuthorizerDescriptor.Handler"/>
    /// <value>Empty when the API has no authorizer.</value>
    public string Authorizer { get; set; } = "";

    /// <inheritdoc cref="AuthorizerDescriptor.IdentitySources"/>
    public string[] IdentitySources { get; set; } = [];
}
