using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Parsing;

/// <summary>Finds the API's class where only a project is at hand: in a handler, or in a call.</summary>
internal static class ApiLookup
{
    private static readonly ConditionalWeakTable<Compilation, Found> _found = new();

    /// <summary>The project's API, and its attribute; of several the one that becomes it.</summary>
    public static (INamedTypeSymbol Type, AttributeData Attribute)? Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (!_found.TryGetValue(compilation, out var found))
        {
            found = new(
                TaggedSymbols
                    .ApisOf(compilation, cancellationToken)
                    .OrderBy(static type => TypeNames.Of(type), StringComparer.Ordinal)
                    .FirstOrDefault()
            );
            _found.GetValue(compilation, _ => found);
        }

        return found.Api is { } api && api.Attribute(WellKnown.WebSocketApi) is { } attribute ? (api, attribute) : null;
    }

    private sealed class Found(INamedTypeSymbol? api)
    {
        public INamedTypeSymbol? Api => api;
    }
}
