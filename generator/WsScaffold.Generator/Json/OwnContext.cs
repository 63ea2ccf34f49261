namespace WsScaffold.Generator.Json;

/// <summary>A <c>JsonSerializerContext</c> of the project's own.</summary>
/// <param name="Types">What it lists, by the names that <see cref="TypeNames.Of"/> writes.</param>
internal sealed record OwnContext(string TypeName, EquatableArray<string> Types)
{
    /// <summary>Its simple name.</summary>
    public string Name => TypeName.Substring(TypeName.LastIndexOfAny(['.', ':']) + 1);

    public bool Lists(string typeName) => Types.Contains(typeName, StringComparer.Ordinal);
}
