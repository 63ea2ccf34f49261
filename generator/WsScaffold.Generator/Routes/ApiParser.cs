using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads the class that is tagged <c>[WebSocketApi]</c>.</summary>
internal static class ApiParser
{
    private const string DefaultSelectionExpression = "$request.body.action";

    public static ApiModel Parse(INamedTypeSymbol type)
    {
        var attribute = type.Attribute(WellKnown.WebSocketApi)!;
        return new(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            type.Name,
            type.GlobalName(),
            Containers(type).Reverse().ToEquatableArray(),
            attribute.Named("RouteSelectionExpression")?.Value as string ?? DefaultSelectionExpression,
            attribute.Named("Envelope")?.Value is not 1,
            Origins(attribute).ToEquatableArray(),
            HasConfigure(type),
            FilterParser.Parse(type));
    }

    private static IEnumerable<string> Containers(INamedTypeSymbol type)
    {
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            var keyword = (container.IsRecord, container.TypeKind) switch
            {
                (true, TypeKind.Struct) => "record struct",
                (true, _) => "record",
                (_, TypeKind.Struct) => "struct",
                (_, TypeKind.Interface) => "interface",
                _ => "class",
            };
            yield return $"partial {keyword} {container.Name.Escaped()}";
        }
    }

    private static IEnumerable<string> Origins(AttributeData attribute) =>
        attribute.Named("AllowedOrigins") is { Kind: TypedConstantKind.Array, IsNull: false } origins
            ? origins.Values.Select(static origin => origin.Value).OfType<string>()
            : [];

    private static bool HasConfigure(INamedTypeSymbol type) =>
        type.GetMembers("Configure").OfType<IMethodSymbol>().Any(static method =>
            method is { IsStatic: true, ReturnsVoid: true, Parameters: [var builder], Arity: 0 } && builder.Type.Is(WellKnown.AppBuilder));
}
