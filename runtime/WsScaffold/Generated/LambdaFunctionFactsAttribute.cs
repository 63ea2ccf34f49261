using System.ComponentModel;

namespace WsScaffold.Generated;

/// <summary>An additional function of the assembly's API, for the infrastructure project.</summary>
/// <param name="name">Its name.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LambdaFunctionFactsAttribute(string name) : Attribute
{
    /// <inheritdoc cref="LambdaFunctionAttribute.Name"/>
    public string Name { get; } = name;

    /// <inheritdoc cref="LambdaFunctionAttribute.MemorySize"/>
    public int MemorySize { get; set; }

    /// <inheritdoc cref="LambdaFunctionAttribute.TimeoutSeconds"/>
    public int TimeoutSeconds { get; set; }
}
