using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads the class that is tagged <c>[WebSocketApi]</c>.</summary>
internal static class ApiParser
{
    private const string DefaultSelectionExpression = "$request.body.action";

    public static ParsedApi Parse(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var attribute = type.Attribute(WellKnown.WebSocketApi)!;
        var options = ContractOptionsParser.Parse(attribute);
        var findings = new Findings($"'{type.ToDisplayString()}' can't be the API: ", options, cancellationToken);
        var canBeExtended = CanBeExtended(type, findings);
        findings.Mention(type);
        if (ContractOptionsParser.Problem(attribute) is { } optionsProblem)
        {
            findings.Refuse(optionsProblem);
        }

        var filters = FilterParser.Parse(type, findings);
        var keepAlive = KeyParser.KeepAlive(attribute, findings);
        var model = new ApiModel(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            type.Name,
            type.GlobalName(),
            canBeExtended ? Containers(type).Reverse().Append(Declaration(type)).ToEquatableArray() : [],
            attribute.Named("RouteSelectionExpression")?.Value as string ?? DefaultSelectionExpression,
            attribute.Named("Envelope")?.Value is not 1,
            Origins(attribute).ToEquatableArray(),
            attribute.Named("Store")?.Value is int store ? (StoreKind)store : StoreKind.None,
            attribute.Named("AllowInMemoryOnLambda")?.Value is true,
            keepAlive,
            HasConfigure(type),
            filters,
            findings is { Problem: { } problem, IsBroken: false } ? new[] { problem }.ToEquatableArray() : [])
        {
            Warnings = findings.Warnings,
        };
        return new(model, options, findings.Contracts);
    }

    /// <summary>The assembly's API, of all classes that are tagged.</summary>
    public static ParsedApi? Choose(ImmutableArray<ParsedApi> all)
    {
        var sorted = all.OrderBy(static api => api.Model.TypeName, StringComparer.Ordinal).ToArray();
        if (sorted.Length < 2)
        {
            return sorted.FirstOrDefault();
        }

        var problem = $"'{sorted[0].Model.Name}' and '{sorted[1].Model.Name}' are both tagged [WebSocketApi], and an assembly has one API. Move one of them to a project of its own.";
        return sorted[0] with { Model = sorted[0].Model with { Problems = sorted[0].Model.Problems.Append(problem).ToEquatableArray() } };
    }

    private static bool CanBeExtended(INamedTypeSymbol type, Findings findings)
    {
        if (type.IsGenericType)
        {
            findings.Refuse("it, or a type around it, is generic. Give it concrete types.");
        }
        else if (type.IsStatic)
        {
            findings.Refuse("it is static. Leave 'static' out; its handlers may be static all the same.");
        }
        else if (type.IsFileLocal)
        {
            findings.Refuse("it is file-local. Make it public or internal.");
        }

        return !findings.Fails;
    }

    private static IEnumerable<string> Containers(INamedTypeSymbol type)
    {
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            yield return Declaration(container);
        }
    }

    private static string Declaration(INamedTypeSymbol type)
    {
        var keyword = (type.IsRecord, type.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (_, TypeKind.Struct) => "struct",
            (_, TypeKind.Interface) => "interface",
            _ => "class",
        };
        return $"partial {keyword} {type.Name.Escaped()}";
    }

    private static IEnumerable<string> Origins(AttributeData attribute) =>
        attribute.Named("AllowedOrigins") is { Kind: TypedConstantKind.Array, IsNull: false } origins
            ? origins.Values.Select(static origin => origin.Value).OfType<string>()
            : [];

    private static bool HasConfigure(INamedTypeSymbol type) =>
        type.GetMembers("Configure").OfType<IMethodSymbol>().Any(static method =>
            method is { IsStatic: true, ReturnsVoid: true, Parameters: [{ RefKind: RefKind.None } builder], Arity: 0 } && builder.Type.Is(WellKnown.AppBuilder));
}
