using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads how a handler class or filter is made: by its one accessible constructor, from services.</summary>
internal static class ConstructionParser
{
    public static ConstructionModel? Parse(INamedTypeSymbol type, Findings findings)
    {
        var own = findings.About($"'{type.ToDisplayString()}' can't be created for an event: ");
        var model = Parse(type, ConstructorOf(type, own), own);
        findings.Include(own);
        return model;
    }

    private static ConstructionModel? Parse(INamedTypeSymbol type, IMethodSymbol? constructor, Findings findings) => constructor is null
        ? null
        : new(
            type.GlobalName(),
            constructor.Parameters.Select(parameter => ServiceParser.Parse(parameter, findings)).ToEquatableArray(),
            DisposalOf(type));

    private static IMethodSymbol? ConstructorOf(INamedTypeSymbol type, Findings findings)
    {
        findings.Mention(type);
        if (type.IsAbstract || type.IsGenericType || type.TypeKind != TypeKind.Class || !type.IsAccessibleInAssembly())
        {
            findings.Refuse("make it a class that is public or internal, and neither abstract nor generic.");
            return null;
        }

        var constructors = type.InstanceConstructors.Where(static candidate => candidate.IsAccessibleInAssembly()).ToArray();
        if (constructors is not [var constructor])
        {
            findings.Refuse($"it has {constructors.Length} accessible constructors. Leave it exactly one, whose parameters are services.");
            return null;
        }

        findings.Call(constructor);
        if (RequiredMember(type, constructor) is { } member)
        {
            findings.Refuse($"its member '{member}' is required, and only services are given to it. Take it in the constructor.");
        }

        return constructor;
    }

    private static string? RequiredMember(INamedTypeSymbol type, IMethodSymbol constructor)
    {
        if (constructor.Attribute(WellKnown.SetsRequiredMembers) is not null)
        {
            return null;
        }

        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMembers().FirstOrDefault(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }) is { } member)
            {
                return member.Name;
            }
        }

        return null;
    }

    private static DisposalKind DisposalOf(INamedTypeSymbol type) =>
        type.Implements(WellKnown.AsyncDisposable) ? DisposalKind.Async
        : type.Implements(WellKnown.Disposable) ? DisposalKind.Sync
        : DisposalKind.None;
}
