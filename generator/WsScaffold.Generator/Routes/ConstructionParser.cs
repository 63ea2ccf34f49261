using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Parsing;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads how a handler class or filter is made: by its one accessible constructor, from services.</summary>
internal static class ConstructionParser
{
    public static ConstructionModel? Parse(INamedTypeSymbol type, Findings findings) => ConstructorOf(type, findings) is not { } constructor
        ? null
        : new(
            TypeNames.Of(type),
            constructor.Parameters.Select(parameter => ServiceParser.Parse(parameter, findings)).ToEquatableArray(),
            DisposalOf(type));

    private static IMethodSymbol? ConstructorOf(INamedTypeSymbol type, Findings findings)
    {
        findings.Mention(type);
        if (type.IsAbstract || type.IsGenericType || type.TypeKind != TypeKind.Class || !type.IsAccessibleInAssembly())
        {
            findings.Report(HandlerRules.NotCreatable, Places.Of(type), type.ToDisplayString());
            return null;
        }

        var constructors = type.InstanceConstructors.Where(static candidate => candidate.IsAccessibleInAssembly()).ToArray();
        if (constructors is not [var constructor])
        {
            findings.Report(HandlerRules.Constructors, Places.Of(type), type.ToDisplayString(), constructors.Length);
            return null;
        }

        findings.Call(constructor);
        if (constructor.Attribute(WellKnown.SetsRequiredMembers) is null && type.RequiredMember() is { } member)
        {
            findings.Report(HandlerRules.RequiredMember, Places.Of(member), type.ToDisplayString(), member.Name);
        }

        return constructor;
    }

    private static DisposalKind DisposalOf(INamedTypeSymbol type) =>
        type.Implements(WellKnown.AsyncDisposable) ? DisposalKind.Async
        : type.Implements(WellKnown.Disposable) ? DisposalKind.Sync
        : DisposalKind.None;
}
