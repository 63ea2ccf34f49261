using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator.Parsing;

internal sealed record FoundHandler(IMethodSymbol Method, HandlerModel Model, Findings Findings)
{
    public AttributeData Attribute => Method.Attribute(Model.RouteAttribute)!;
}
