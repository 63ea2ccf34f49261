using Microsoft.CodeAnalysis;

namespace WsScaffold.Cdk.Generator;

/// <summary>Reads the facts that the handlers' generator left in the metadata of referenced assemblies.</summary>
internal static class FactsReader
{
    private const string Runtime = "WsScaffold";
    private const string ApiFacts = "WebSocketApiFactsAttribute";
    private const string RouteFacts = "WebSocketRouteFactsAttribute";
    private const string AuthorizerFacts = "AuthorizerFactsAttribute";
    private const string FunctionFacts = "LambdaFunctionFactsAttribute";

    public static References Read(Compilation compilation, CancellationToken cancellationToken)
    {
        var apis = new List<ReferencedApi>();
        var without = new List<string>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Most references know nothing of us: their attributes need not be decoded at every edit.
            if (!UsesRuntime(assembly))
            {
                continue;
            }

            if (Read(assembly) is { } api)
            {
                apis.Add(api);
            }
            else
            {
                without.Add(assembly.Name);
            }
        }

        return new(
            apis.OrderBy(static api => api.FullName, StringComparer.Ordinal)
                .ThenBy(static api => api.AssemblyName, StringComparer.Ordinal)
                .ToEquatableArray(),
            apis.Count > 0 ? [] : without.OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray()
        );
    }

    private static bool UsesRuntime(IAssemblySymbol assembly) =>
        !assembly.Name.StartsWith(Runtime + ".", StringComparison.Ordinal)
        && assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static name => name.Name == Runtime));

    private static ReferencedApi? Read(IAssemblySymbol assembly)
    {
        var facts = assembly
            .GetAttributes()
            .Where(static attribute =>
                attribute.AttributeClass is { ContainingNamespace: { Name: "Generated", ContainingNamespace.Name: Runtime } }
            )
            .ToArray();
        if (Of(facts, ApiFacts).FirstOrDefault() is not { } api)
        {
            return null;
        }

        return new()
        {
            AssemblyName = assembly.Name,
            Namespace = Text(api, 0),
            Name = Text(api, 1),
            GeneratorVersion = Text(api, 2),
            RouteSelectionExpression = Named(api, "RouteSelectionExpression") as string ?? "",
            Pushes = Named(api, "Pushes") is true,
            HasConnectionTable = Named(api, "Store") is "DynamoDb",
            Routes = Of(facts, RouteFacts).Select(Route).OrderBy(static route => route.Key, StringComparer.Ordinal).ToEquatableArray(),
            Functions = Of(facts, FunctionFacts)
                .Select(Function)
                .OrderBy(static function => function.Name, StringComparer.Ordinal)
                .ToEquatableArray(),
            Authorizer = Of(facts, AuthorizerFacts).Select(Authorizer).FirstOrDefault(),
        };
    }

    private static ReferencedRoute Route(AttributeData route) =>
        new(Text(route, 0), Text(route, 1), Named(route, "HasRouteResponse") is true, Named(route, "Function") as string);

    private static ReferencedFunction Function(AttributeData function) =>
        new(Text(function, 0), Named(function, "MemorySize") as int? ?? 0, Named(function, "TimeoutSeconds") as int? ?? 0);

    private static ReferencedAuthorizer Authorizer(AttributeData authorizer) =>
        new(Text(authorizer, 0), Texts(authorizer, 1).ToEquatableArray(), Named(authorizer, "Function") as string);

    private static IEnumerable<AttributeData> Of(IEnumerable<AttributeData> facts, string name) =>
        facts.Where(fact => fact.AttributeClass!.Name == name);

    private static string Text(AttributeData attribute, int index) =>
        attribute.ConstructorArguments.Length > index ? attribute.ConstructorArguments[index].Value as string ?? "" : "";

    private static IEnumerable<string> Texts(AttributeData attribute, int index) =>
        attribute.ConstructorArguments.Length > index
        && attribute.ConstructorArguments[index] is { Kind: TypedConstantKind.Array, IsNull: false } array
            ? array.Values.Select(static value => value.Value as string ?? "")
            : [];

    private static object? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Primitive } value
            ? value.Value
            : null;
}
