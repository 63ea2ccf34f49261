using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Pipeline;

namespace WsScaffold.Generator.Json;

/// <summary>
/// Finds the contracts of a type and of all types in its JSON. A type without a contract is reported with a reason, never by an exception.
/// </summary>
internal static class TypeContractParser
{
    /// <summary>The contracts of <paramref name="root"/> and of every type reached from it, ordered by name.</summary>
    public static EquatableArray<TypeContract> Closure(ITypeSymbol root, CancellationToken ct, ContractOptions? options = null)
    {
        var walk = new ClosureWalk(options ?? ContractOptions.Default);
        walk.Run(root, ct);
        return walk.Contracts.OrderBy(contract => contract.TypeName, StringComparer.Ordinal).ToEquatableArray();
    }

    /// <summary>The types without a contract among <paramref name="root"/> and every type reached from it.</summary>
    public static EquatableArray<UnsupportedShape> Unsupported(ITypeSymbol root, CancellationToken ct, ContractOptions? options = null)
    {
        var walk = new ClosureWalk(options ?? ContractOptions.Default);
        walk.Run(root, ct);
        return walk.Unsupported.ToEquatableArray();
    }

    public static bool IsSupported(ITypeSymbol root, CancellationToken ct, ContractOptions? options = null) =>
        Unsupported(root, ct).Count == 0;
}
