using System.ComponentModel;

namespace WsScaffold.Generated;

/// <summary>
/// The facts about the assembly's API that its infrastructure depends on. The generator writes them; the generator in the
/// infrastructure project reads them from the metadata of the assembly.
/// </summary>
/// <param name="apiNamespace">The namespace of the API class; empty for none.</param>
/// <param name="apiName">The name of the API class.</param>
/// <param name="generatorVersion">The version of the generator that wrote the facts.</param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WebSocketApiFactsAttribute(string apiNamespace, string apiName, string generatorVersion) : Attribute
{
    /// <summary>The namespace of the API class; empty for none.</summary>
    public string ApiNamespace { get; } = apiNamespace;

    /// <summary>The name of the API class.</summary>
    public string ApiName { get; } = apiName;

    /// <summary>The version of the generator that wrote the facts.</summary>
    public string GeneratorVersion { get; } = generatorVersion;

    /// <inheritdoc cref="WebSocketApiAttribute.RouteSelectionExpression"/>
    public string RouteSelectionExpression { get; set; } = "";

    /// <inheritdoc cref="WebSocketApiDescriptor.Pushes"/>
    public bool Pushes { get; set; }

    /// <summary>The name of the <see cref="ConnectionStore"/>; empty without a store.</summary>
    public string Store { get; set; } = "";
}
