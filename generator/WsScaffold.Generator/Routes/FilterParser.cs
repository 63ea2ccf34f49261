using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads the filters of a class or method, in the order in which they are written.</summary>
internal static class FilterParser
{
    public static EquatableArray<FilterModel> Parse(ISymbol symbol) =>
        symbol.GetAttributes()
            .Where(static attribute => attribute.AttributeClass.Is(WellKnown.RouteFilter))
            .Select(static attribute => attribute.AttributeClass!.TypeArguments[0])
            .OfType<INamedTypeSymbol>()
            .Select(static filter => ConstructionParser.Parse(filter, out _))
            .OfType<ConstructionModel>()
            .Select(static construction => new FilterModel(construction))
            .ToEquatableArray();

    /// <summary>Why a filter of the symbol can't be made; null when all can.</summary>
    public static string? Problem(ISymbol symbol) =>
        symbol.GetAttributes()
            .Where(static attribute => attribute.AttributeClass.Is(WellKnown.RouteFilter))
            .Select(static attribute => attribute.AttributeClass!.TypeArguments[0])
            .OfType<INamedTypeSymbol>()
            .Select(static filter => ConstructionParser.Parse(filter, out var problem) is null ? problem : null)
            .FirstOrDefault(static problem => problem is not null);
}
