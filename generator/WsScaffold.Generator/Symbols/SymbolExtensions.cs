using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Symbols;

/// <summary>What the parsers ask of symbols of any kind.</summary>
internal static class SymbolExtensions
{
    /// <summary>Whether code in another class of the assembly can name a symbol.</summary>
    public static bool IsAccessibleInAssembly(this ISymbol symbol) => symbol.InaccessiblePart() is null;

    /// <summary>
    /// The symbol, or the type around it, that code in other classes of the assembly can't name; null when they can name all.
    /// </summary>
    public static ISymbol? InaccessiblePart(this ISymbol symbol)
    {
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (
                current is INamedTypeSymbol { IsFileLocal: true }
                || current.DeclaredAccessibility
                    is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)
            )
            {
                return current;
            }
        }

        return null;
    }

    /// <summary>The handler as messages name it: <c>Class.Method</c>.</summary>
    public static string HandlerName(this IMethodSymbol method) => $"{method.ContainingType.Name}.{method.Name}";

    /// <summary>The method or constructor that a parameter belongs to as messages name it: <c>Class.Method</c>, or <c>Class</c>.</summary>
    public static string OwnerName(this IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: not MethodKind.Constructor } method
            ? method.HandlerName()
            : parameter.ContainingType.Name;
}
