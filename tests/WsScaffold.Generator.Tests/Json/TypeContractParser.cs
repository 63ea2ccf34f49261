using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Pipeline;

namespace WsScaffold.Generator.Json;

/// <summary>Turns a type into the contracts of all types its JSON consists of. Total: what has no contract is a reason, never an exception.</summary>
internal static class TypeContractParser
{
    /// <summary>The contracts of <paramref name="root"/> and of every type reached from it, ordered by name.</summary>
    public static EquatableArray<TypeContract> Closure(ITypeSymbol root, CancellationToken ct, ContractOptions? options = null)
    {
        var walk = new ClosureWalk(options ?? ContractOptions.Default);
        walk.Run(root, ct);
        return walk.Contracts.OrderBy(contract => contract.TypeName, StringComparer.Ordinal).ToEquatableArray();
    }

    /// <summary>What in the closure of <paramref name="root"/> has no contract; empty when everything has.</summary>
    public static EquatableArray<UnsupportedShape> Unsupported(ITypeSymbol root, CancellationToken ct, ContractOptions? options = null)
    {
        var walk = new ClosureWalk(options ?? ContractOptions.Default);
        walk.Run(root, ct);
        return walk.Unsupported.ToEquatableArray();
    }

    public static bool IsSupported(ITypeSymbol root, CancellationToken ct, ContractOptions? options = null) => Unsupported(root, ct).Count == 0;
}
