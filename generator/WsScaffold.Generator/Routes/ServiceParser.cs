using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Clients;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads a parameter that is taken from the services.</summary>
internal static class ServiceParser
{
    public static ServiceModel Parse(IParameterSymbol parameter, Findings findings)
    {
        findings.Mention(parameter.Type);
        if (parameter.RefKind != RefKind.None)
        {
            findings.Refuse($"its parameter '{parameter.Name}' is ref, in or out. Take it by value.");
        }

        // The container hands out nothing else, and a default value of such a type would be lost.
        if (parameter.Type.IsValueType || parameter.Type.SpecialType == SpecialType.System_String)
        {
            findings.Refuse($"its parameter '{parameter.Name}' is '{parameter.Type.ToDisplayString()}', which is no service. Take a class or an interface that is registered.");
        }

        var isOptional = parameter.NullableAnnotation == NullableAnnotation.Annotated || parameter.HasExplicitDefaultValue;
        return parameter.Type switch
        {
            INamedTypeSymbol type when type.Is(WellKnown.Connections) => new(ServiceKind.Connections, type.GlobalName(), isOptional),
            INamedTypeSymbol type when type.Is(WellKnown.Clients) =>
                new(ServiceKind.Clients, type.GlobalName(), isOptional, ClientParser.Parse(type.TypeArguments[0], parameter.Name, findings)),
            INamedTypeSymbol type when type.Is(WellKnown.Logger) => new(ServiceKind.Logger, type.GlobalName(), isOptional),
            var type => new(ServiceKind.Registered, type.GlobalName(), isOptional),
        };
    }
}
