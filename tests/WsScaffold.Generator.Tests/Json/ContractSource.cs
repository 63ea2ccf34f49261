using WsScaffold.Generator.Json;
using WsScaffold.Generator.Json.Direct;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>Generated contracts without direct code. Only the contracts of an API have direct code.</summary>
internal static class ContractSource
{
    public static string Of(string space, ContractTable table, ContractOptions options, string className = "Contracts") =>
        ContractEmitter.Write(space, className, table, DirectTable.From(table, [], [], options), options);
}
