using WsScaffold.Generator.Json.Enums;

namespace WsScaffold.Generator.Json;

/// <summary>What the API's attribute says about JSON.</summary>
/// <param name="Own">The project's own context; null without one.</param>
internal sealed record ContractOptions(
    EnumStyle Enums = EnumStyle.Names,
    NamingPolicy Naming = NamingPolicy.CamelCase,
    IgnoreCondition IgnoreCondition = IgnoreCondition.Never,
    NumberHandling NumberHandling = NumberHandling.Strict,
    bool IsCaseInsensitive = false,
    bool RespectsNullability = true,
    OwnContext? Own = null)
{
    public static ContractOptions Default { get; } = new();
}
