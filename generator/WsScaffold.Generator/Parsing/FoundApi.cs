using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator.Parsing;

internal sealed record FoundApi(INamedTypeSymbol Type, ParsedApi Parsed, Findings Findings)
{
    public AttributeData Attribute => Type.Attribute(WellKnown.WebSocketApi)!;
}
