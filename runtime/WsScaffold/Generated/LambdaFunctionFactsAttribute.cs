using System.ComponentModel;

namespace WsScaffold.Generated;

/// <summary>A function that some of the API's routes have to themselves, for the project that deploys it.</summary>
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
