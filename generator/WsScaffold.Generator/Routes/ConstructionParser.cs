using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads how a handler class or filter is made: by its one accessible constructor, from services.</summary>
internal static class ConstructionParser
{
    public static ConstructionModel? Parse(INamedTypeSymbol type, out string? problem)
    {
        problem = Problem(type, out var constructor);
        return problem is null
            ? new(type.GlobalName(), constructor!.Parameters.Select(ServiceParser.Parse).ToEquatableArray(), DisposalOf(type))
            : null;
    }

    private static string? Problem(INamedTypeSymbol type, out IMethodSymbol? constructor)
    {
        constructor = null;
        if (type.IsAbstract || type.IsGenericType || type.TypeKind != TypeKind.Class || !type.IsAccessibleInAssembly())
        {
            return $"'{type.ToDisplayString()}' can't be created for an event: make it a class that is public or internal, and neither abstract nor generic.";
        }

        var constructors = type.InstanceConstructors
            .Where(static candidate => candidate.IsAccessibleInAssembly() && candidate.DeclaredAccessibility != Accessibility.Private)
            .ToArray();
        if (constructors.Length != 1)
        {
            return $"'{type.ToDisplayString()}' has {constructors.Length} accessible constructors: leave it exactly one, whose parameters are services.";
        }

        constructor = constructors[0];
        return constructor.Parameters.Any(static parameter => parameter.RefKind != RefKind.None)
            ? $"The constructor of '{type.ToDisplayString()}' has a ref, in or out parameter: take services by value."
            : null;
    }

    private static DisposalKind DisposalOf(INamedTypeSymbol type) =>
        type.Implements(WellKnown.AsyncDisposable) ? DisposalKind.Async
        : type.Implements(WellKnown.Disposable) ? DisposalKind.Sync
        : DisposalKind.None;
}
