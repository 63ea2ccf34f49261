namespace WsScaffold.Generator.Routes;

// Models are text: nothing from Roslyn may enter, it would pin a compilation and never compare equal.

/// <summary>One route, or the authorizer, and the method that handles it.</summary>
internal sealed record RouteModel
{
    /// <summary>The route key; empty for the authorizer.</summary>
    public required string Key { get; init; }

    public required RouteKind Kind { get; init; }

    /// <summary>The handler as messages name it: <c>Class.Method</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The method as generated code calls it.</summary>
    public required string Target { get; init; }

    /// <summary>How the handler's class is created; null for a static handler.</summary>
    public required ConstructionModel? Instance { get; init; }

    public required EquatableArray<ParameterModel> Parameters { get; init; }

    public required ResponseModel Response { get; init; }

    public required bool OneWay { get; init; }

    public required string ContainingType { get; init; }

    public required EquatableArray<FilterModel> Filters { get; init; }

    /// <summary>The function that the handler has to itself; null for the API's own.</summary>
    public required FunctionModel? Function { get; init; }

    /// <summary>What the authorizer needs of a handshake, as API Gateway writes it.</summary>
    public required EquatableArray<string> IdentitySources { get; init; }

    /// <inheritdoc cref="ApiModel.Warnings"/>
    public required EquatableArray<string> Warnings { get; init; }

    /// <summary>The handler with its namespace and class, which tells two of one name apart.</summary>
    public required string FullName { get; init; }
}
