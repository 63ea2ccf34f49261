using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WsScaffold.ApiGateway;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Parsing;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads the class that is tagged <c>[WebSocketApi]</c>.</summary>
internal static class ApiParser
{
    public static ParsedApi Parse(INamedTypeSymbol type, Findings findings)
    {
        var attribute = type.Attribute(WellKnown.WebSocketApi)!;
        var options = ContractOptionsParser.Parse(attribute);
        var canBeExtended = CanBeExtended(type, findings);
        findings.Mention(type);
        if (ContractOptionsParser.Problem(attribute) is var (argument, problem))
        {
            findings.Report(ApiClassRules.JsonOption, Places.Value(attribute, argument), type.ToDisplayString(), problem);
        }

        OwnContextRules.Check(attribute, type, findings);
        var filters = FilterParser.Parse(type, findings);
        var keepAlive = KeyParser.KeepAlive(attribute, findings);
        var expression = attribute.Named("RouteSelectionExpression")?.Value as string ?? SelectionExpression.Default;
        if (SelectionExpression.Parse(expression, out _) is null)
        {
            findings.Report(RouteRules.SelectionExpression, Places.Value(attribute, "RouteSelectionExpression"), expression);
        }

        var model = new ApiModel
        {
            Namespace = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            Name = type.Name,
            TypeName = TypeNames.Of(type),
            Declarations = canBeExtended ? type.SelfAndContainers().Reverse().Select(Declaration).ToEquatableArray() : [],
            RouteSelectionExpression = expression,
            IsEnveloped = attribute.Named("Envelope")?.Value is not 1,
            AllowedOrigins = Origins(attribute).ToEquatableArray(),
            Store = attribute.Named("Store")?.Value is int store ? (StoreKind)store : StoreKind.None,
            AllowsInMemoryOnLambda = attribute.Named("AllowInMemoryOnLambda")?.Value is true,
            KeepAlive = keepAlive,
            HasConfigure = HasConfigure(type),
            Filters = filters,
            Problems = findings.ProblemTexts,
            Warnings = findings.Warnings,
            IsReachable = type.IsAccessibleInAssembly(),
        };
        return new(model, options, findings.Contracts);
    }

    private static bool CanBeExtended(INamedTypeSymbol type, Findings findings)
    {
        if (type.IsGenericType)
        {
            findings.Report(ApiClassRules.Generic, Places.Of(type), type.ToDisplayString());
        }
        else if (type.IsStatic)
        {
            findings.Report(ApiClassRules.Static, Places.Of(type), type.ToDisplayString());
        }
        else if (type.IsFileLocal)
        {
            findings.Report(ApiClassRules.FileLocal, Places.Of(type), type.ToDisplayString());
        }
        else
        {
            foreach (var part in type.SelfAndContainers().Where(static part => !IsPartial(part)))
            {
                findings.Report(ApiClassRules.NotPartial, Places.Of(part), part.ToDisplayString());
            }
        }

        return !findings.Fails;
    }

    // Where one declaration says so and another doesn't, the compiler speaks up.
    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(static reference =>
        reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

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
        type.GetMembers("Configure")
            .OfType<IMethodSymbol>()
            .Any(static method =>
                method is { IsStatic: true, ReturnsVoid: true, Parameters: [{ RefKind: RefKind.None } builder], Arity: 0 }
                && builder.Type.Is(WellKnown.AppBuilder)
            );
}
