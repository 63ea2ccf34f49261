using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Parsing;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads the filters of a class or method, in the order in which they are written.</summary>
internal static class FilterParser
{
    public static EquatableArray<FilterModel> Parse(ISymbol symbol, Findings findings) =>
        symbol.GetAttributes()
            .Where(static attribute => attribute.AttributeClass.Is(WellKnown.RouteFilter))
            .Select(static attribute => attribute.AttributeClass!.TypeArguments[0])
            .OfType<INamedTypeSymbol>()
            .Select(filter => ConstructionParser.Parse(filter, findings))
            .OfType<ConstructionModel>()
            .Select(static construction => new FilterModel(construction))
            .ToEquatableArray();
}
