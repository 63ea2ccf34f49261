namespace WsScaffold.Cdk.Generator;

// Models are text: nothing from Roslyn may enter, it would pin a compilation and never compare equal.

/// <summary>What the project references.</summary>
/// <param name="WithoutApi">When there is no API: the assemblies that use WsScaffold and so were meant to have one.</param>
internal sealed record References(EquatableArray<ReferencedApi> Apis, EquatableArray<string> WithoutApi);

/// <summary>An API that the project references, as its assembly's metadata tells it.</summary>
/// <param name="AssemblyName">The assembly, for messages.</param>
/// <param name="GeneratorVersion">The version of the generator that wrote the facts.</param>
internal sealed record ReferencedApi(
    string AssemblyName,
    string Namespace,
    string Name,
    string GeneratorVersion,
    string RouteSelectionExpression,
    bool Pushes,
    bool HasConnectionTable,
    EquatableArray<ReferencedRoute> Routes,
    EquatableArray<ReferencedFunction> Functions)
{
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

internal sealed record ReferencedRoute(string Key, string Handler, bool HasRouteResponse, string? Function);

internal sealed record ReferencedFunction(string Name, int MemorySize, int TimeoutSeconds);
