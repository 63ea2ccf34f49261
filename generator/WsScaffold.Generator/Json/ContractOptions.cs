namespace WsScaffold.Generator.Json;

/// <summary>What the API's attribute says about JSON.</summary>
/// <param name="IgnoreCondition">A <c>JsonIgnoreCondition</c>.</param>
/// <param name="NumberHandling">A <c>JsonNumberHandling</c>.</param>
/// <param name="Own">The project's own context; null without one.</param>
internal sealed record ContractOptions(
    EnumStyle Enums = EnumStyle.Names,
    NamingPolicy Naming = NamingPolicy.CamelCase,
    int IgnoreCondition = 0,
    int NumberHandling = 0,
    bool IsCaseInsensitive = false,
    bool RespectsNullability = true,
    OwnContext? Own = null)
{
    public static ContractOptions Default { get; } = new();
}

/// <summary>A <c>JsonSerializerContext</c> of the project's own.</summary>
/// <param name="Types">What it lists, by the names that <see cref="TypeNames.Of"/> writes.</param>
internal sealed record OwnContext(string TypeName, EquatableArray<string> Types)
{
    /// <summary>Its simple name.</summary>
    public string Name => TypeName.Substring(TypeName.LastIndexOfAny(['.', ':']) + 1);

    public bool Lists(string typeName) => Types.Contains(typeName, StringComparer.Ordinal);
}

internal enum EnumStyle
{
    /// <summary>Names under the naming policy of members: readable on the wire, and stable when members are reordered.</summary>
    Names,
    Numbers,
}

/// <summary>The values of <c>JsonKnownNamingPolicy</c>.</summary>
internal enum NamingPolicy
{
    None,
    CamelCase,
    SnakeCaseLower,
    SnakeCaseUpper,
    KebabCaseLower,
    KebabCaseUpper,
}
