namespace WsScaffold.Cdk.Generator;

// Models are text: nothing from Roslyn may enter, it would pin a compilation and never compare equal.

/// <summary>What the project references.</summary>
/// <param name="WithoutApi">When there is no API: the assemblies that use WsScaffold and so were meant to have one.</param>
internal sealed record References(EquatableArray<ReferencedApi> Apis, EquatableArray<string> WithoutApi);

/// <summary>An API that the project references, as the metadata of its assembly describes it.</summary>
internal sealed record ReferencedApi
{
    /// <summary>The assembly, for messages.</summary>
    public required string AssemblyName { get; init; }

    /// <summary>The namespace of the API class; empty for the global one.</summary>
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>The version of the generator that wrote the facts.</summary>
    public required string GeneratorVersion { get; init; }

    public required string RouteSelectionExpression { get; init; }

    public required bool Pushes { get; init; }

    public required bool HasConnectionTable { get; init; }

    public required EquatableArray<ReferencedRoute> Routes { get; init; }

    public required EquatableArray<ReferencedFunction> Functions { get; init; }

    public required ReferencedAuthorizer? Authorizer { get; init; }

    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

internal sealed record ReferencedRoute(string Key, string Handler, bool HasRouteResponse, string? Function);

internal sealed record ReferencedFunction(string Name, int MemorySize, int TimeoutSeconds);

internal sealed record ReferencedAuthorizer(string Handler, EquatableArray<string> IdentitySources, string? Function);
