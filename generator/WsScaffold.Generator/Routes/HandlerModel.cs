using WsScaffold.Generator.Json;
using WsScaffold.Generator.Json.Validation;

namespace WsScaffold.Generator.Routes;

/// <summary>What a tagged method turned out to be: a route, or why it can't be one (nothing where the compiler says it).</summary>
/// <param name="Name">What messages call the method.</param>
/// <param name="RouteAttribute">The definition name of its attribute.</param>
/// <param name="Contracts">What the route's messages consist of, in both directions.</param>
internal sealed record HandlerModel(
    string Name, string RouteAttribute, RouteModel? Route, EquatableArray<string> Problems, EquatableArray<TypeContract> Contracts)
{
    /// <summary>The types of its body that are checked before it runs.</summary>
    public EquatableArray<ValidatedType> Validated { get; init; }
}
