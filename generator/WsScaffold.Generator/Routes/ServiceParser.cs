using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Clients;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads a parameter that is taken from the services.</summary>
internal static class ServiceParser
{
    public static ServiceModel Parse(IParameterSymbol parameter)
    {
        var isOptional = parameter.NullableAnnotation == NullableAnnotation.Annotated || parameter.HasExplicitDefaultValue;
        return parameter.Type switch
        {
            INamedTypeSymbol type when type.Is(WellKnown.Connections) => new(ServiceKind.Connections, type.GlobalName(), isOptional),
            INamedTypeSymbol type when type.Is(WellKnown.Clients) =>
                new(ServiceKind.Clients, type.GlobalName(), isOptional, ClientParser.Parse(type.TypeArguments[0])),
            INamedTypeSymbol type when type.Is(WellKnown.Logger) => new(ServiceKind.Logger, type.GlobalName(), isOptional),
            var type => new(ServiceKind.Registered, type.GlobalName(), isOptional),
        };
    }
}
