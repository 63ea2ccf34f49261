using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Parsing;
using WsScaffold.Generator.Routes;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Clients;

/// <summary>Reads an interface through which the API pushes.</summary>
internal static class ClientParser
{
    private static readonly SymbolDisplayFormat _typeFormat = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
        | SymbolDisplayMiscellaneousOptions.UseSpecialTypes
        | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The model of the interface; null, with the reason among the findings, when a member can't be implemented.</summary>
    public static ClientModel? Parse(ITypeSymbol type, IParameterSymbol parameter, Findings findings)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Interface } client || !client.IsAccessibleInAssembly())
        {
            findings.Report(
                SendingRules.NoInterface,
                Places.TypeArgumentOf(parameter),
                parameter.Name,
                parameter.OwnerName(),
                type.ToDisplayString()
            );
            return null;
        }

        var methods = new List<ClientMethodModel>();
        foreach (var member in client.AllInterfaces.Add(client).SelectMany(static declaring => declaring.GetMembers()).Where(IsToImplement))
        {
            if (ParseMethod(member, findings) is not { } method)
            {
                findings.Report(SendingRules.ClientMember, Places.Of(member), $"{member.ContainingType.ToDisplayString()}.{member.Name}");
                return null;
            }

            methods.Add(method);
        }

        return new(TypeNames.Of(client), methods.ToEquatableArray());
    }

    // What the interface itself implements stays as it is; an accessor belongs to a property or event, which is rejected.
    private static bool IsToImplement(ISymbol member) =>
        member is { IsAbstract: true } and not (ITypeSymbol or IMethodSymbol { AssociatedSymbol: not null });

    private static ClientMethodModel? ParseMethod(ISymbol member, Findings findings)
    {
        if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false, Arity: 0 } method
            || method.Parameters.Any(static parameter => parameter.RefKind != RefKind.None)
            || !Returns(method, out var returnsSummary))
        {
            return null;
        }

        var cancellation = method.Parameters.LastOrDefault(static parameter => parameter.Type.Is(WellKnown.CancellationToken));
        if (
            method.Parameters.Where(parameter => !SymbolEqualityComparer.Default.Equals(parameter, cancellation)).ToArray()
            is not [var message]
        )
        {
            return null;
        }

        findings.Mention(message.Type);
        var kind = KindOf(message.Type);
        if (kind == ClientMessageKind.Json)
        {
            findings.TakeContract(message.Type, Places.TypeOf(message));
        }

        // Our own names for the parameters: the user's could hide what the method's body uses.
        var parameters = method.Parameters.Select(parameter =>
            $"{parameter.Type.ToDisplayString(_typeFormat)} "
                + $"{(SymbolEqualityComparer.Default.Equals(parameter, message) ? "message" : "cancellationToken")}"
        );
        return new(
            CamelCase(method.Name),
            kind,
            TypeNames.Of(message.Type),
            cancellation is not null,
            $"{TypeNames.Of(method.ContainingType)}.{method.Name.Escaped()}({string.Join(", ", parameters)})",
            returnsSummary);
    }

    private static bool Returns(IMethodSymbol method, out bool summary)
    {
        summary = method.ReturnType is INamedTypeSymbol { TypeArguments: [var result] } generic
            && generic.Is(WellKnown.ValueTaskOfT) && result.Is(WellKnown.SendSummary);
        return summary || method.ReturnType.Is(WellKnown.ValueTask);
    }

    /// <summary>Whether a message is written as JSON.</summary>
    public static bool IsJson(ITypeSymbol message) => KindOf(message) == ClientMessageKind.Json;

    private static ClientMessageKind KindOf(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String ? ClientMessageKind.Text
        : ResponseParser.IsUtf8(type) ? ClientMessageKind.Utf8
        : ClientMessageKind.Json;

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
