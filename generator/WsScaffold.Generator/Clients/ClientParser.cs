using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator.Clients;

/// <summary>Reads an interface through which the API pushes; null when a member can't be implemented.</summary>
internal static class ClientParser
{
    private static readonly SymbolDisplayFormat s_parameterFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName)
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static ClientModel? Parse(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Interface } client || !client.IsAccessibleInAssembly())
        {
            return null;
        }

        var members = client.AllInterfaces.Add(client).SelectMany(static declaring => declaring.GetMembers()).ToArray();
        var methods = members.Select(ParseMethod).ToArray();
        return methods.Any(static method => method is null)
            ? null
            : new(client.GlobalName(), methods.Select(static method => method!).ToEquatableArray(), ContractsOf(members));
    }

    private static ClientMethodModel? ParseMethod(ISymbol member)
    {
        if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false, Arity: 0 } method)
        {
            return null;
        }

        var returnsSummary = method.ReturnType is INamedTypeSymbol { TypeArguments: [var result] } generic
            && generic.Is(WellKnown.ValueTaskOfT) && result.Is(WellKnown.SendSummary);
        if (!returnsSummary && !method.ReturnType.Is(WellKnown.ValueTask))
        {
            return null;
        }

        var cancellation = method.Parameters.LastOrDefault(static parameter => parameter.Type.Is(WellKnown.CancellationToken));
        var messages = method.Parameters.Where(parameter => !SymbolEqualityComparer.Default.Equals(parameter, cancellation)).ToArray();
        if (messages.Length != 1 || method.Parameters.Any(static parameter => parameter.RefKind != RefKind.None))
        {
            return null;
        }

        return new(
            method.Name.Escaped(),
            CamelCase(method.Name),
            KindOf(messages[0].Type),
            messages[0].Type.GlobalName(),
            messages[0].Name.Escaped(),
            cancellation?.Name.Escaped(),
            $"{method.ContainingType.GlobalName()}.{method.Name.Escaped()}({string.Join(", ", method.Parameters.Select(static parameter => parameter.ToDisplayString(s_parameterFormat)))})",
            returnsSummary);
    }

    private static EquatableArray<TypeContract> ContractsOf(IEnumerable<ISymbol> members) =>
        members.OfType<IMethodSymbol>()
            .SelectMany(static method => method.Parameters)
            .Where(static parameter => !parameter.Type.Is(WellKnown.CancellationToken) && KindOf(parameter.Type) == ClientMessageKind.Json)
            .SelectMany(static parameter => TypeContractParser.Closure(parameter.Type, CancellationToken.None))
            .Distinct()
            .ToEquatableArray();

    private static ClientMessageKind KindOf(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String ? ClientMessageKind.Text
        : AnswerParser.IsUtf8(type) ? ClientMessageKind.Utf8
        : ClientMessageKind.Json;

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
