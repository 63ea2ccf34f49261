namespace WsScaffold.Generator.Routes;

/// <summary>The class that is tagged as the API.</summary>
internal sealed record ApiModel
{
    /// <summary>Its namespace; empty for the global one.</summary>
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string TypeName { get; init; }

    /// <summary>
    /// The class's own declaration after those it is nested in, outermost first: <c>partial class Outer</c>. Empty when it
    /// can't be extended.
    /// </summary>
    public required EquatableArray<string> Declarations { get; init; }

    public required string RouteSelectionExpression { get; init; }

    public required bool IsEnveloped { get; init; }

    public required EquatableArray<string> AllowedOrigins { get; init; }

    public required StoreKind Store { get; init; }

    public required bool AllowsInMemoryOnLambda { get; init; }

    /// <summary>The route key that is answered without a handler; null when there is none.</summary>
    public required string? KeepAlive { get; init; }

    /// <summary>Whether it has a <c>Configure</c> method.</summary>
    public required bool HasConfigure { get; init; }

    public required EquatableArray<FilterModel> Filters { get; init; }

    public required EquatableArray<string> Problems { get; init; }

    /// <summary>What the compiler would say to code that names what the class does, because it is obsolete or experimental.</summary>
    public required EquatableArray<string> Warnings { get; init; }

    /// <summary>Whether other classes can name it.</summary>
    public required bool IsReachable { get; init; }

    /// <summary>The name of a generated class, wherever it is written.</summary>
    public string GlobalName(string suffix) => $"global::{(Namespace.Length == 0 ? "" : Namespace + ".")}{Name}{suffix}";
}
