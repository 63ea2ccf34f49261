using WsScaffold.Generator.Json;
using WsScaffold.Generator.Json.Direct;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>Generated contracts as they are without direct code before them, which only the contracts of an API have.</summary>
internal static class ContractSource
{
    public static string Of(string? @namespace, ContractTable table, ContractOptions options, string className = "Contracts") =>
        ContractEmitter.Write(@namespace, className, table, DirectTable.From(table, [], [], options), options);
}
