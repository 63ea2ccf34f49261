using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Clients;
using WsScaffold.Generator.Parsing;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads a parameter that is taken from the services.</summary>
internal static class ServiceParser
{
    public static ServiceModel Parse(IParameterSymbol parameter, Findings findings)
    {
        findings.Mention(parameter.Type);
        if (parameter.RefKind != RefKind.None)
        {
            findings.Report(ParameterRules.ByReference, Places.ModifierOf(parameter), parameter.Name, parameter.OwnerName());
        }

        // The container hands out nothing else, and a default value of such a type would be lost.
        else if (parameter.Type.IsValueType || parameter.Type.SpecialType == SpecialType.System_String)
        {
            findings.Report(
                ParameterRules.NoService,
                Places.TypeOf(parameter),
                parameter.Name,
                parameter.OwnerName(),
                parameter.Type.ToDisplayString()
            );
        }

        if (parameter.Attribute(WellKnown.FromKeyedServices) is { } keyed)
        {
            findings.Report(ParameterRules.KeyedService, Places.Of(keyed), parameter.Name, parameter.OwnerName());
        }

        var isOptional = parameter.NullableAnnotation == NullableAnnotation.Annotated || parameter.HasExplicitDefaultValue;
        return parameter.Type switch
        {
            INamedTypeSymbol type when type.Is(WellKnown.Connections) => new(ServiceKind.Connections, TypeNames.Of(type), isOptional),
            INamedTypeSymbol type when type.Is(WellKnown.Clients) =>
                new(ServiceKind.Clients, TypeNames.Of(type), isOptional, ClientParser.Parse(type.TypeArguments[0], parameter, findings)),
            INamedTypeSymbol type when type.Is(WellKnown.Logger) => new(ServiceKind.Logger, TypeNames.Of(type), isOptional),
            var type => new(ServiceKind.Registered, TypeNames.Of(type), isOptional),
        };
    }
}
