using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator.Infrastructure;

/// <summary>
/// Writes what the API needs of its infrastructure into the assembly's metadata, which survives in its reference assembly.
/// </summary>
internal static class FactsEmitter
{
    private const string Attributes = "global::WsScaffold.Generated.";

    public static readonly string Version = typeof(FactsEmitter).Assembly.GetName().Version.ToString(3);

    public static string Write(InfrastructureFacts facts)
    {
        var writer = GeneratedFile.Begin(NullableContext.Enabled);
        writer.Line($"""
            [assembly: {Attributes}WebSocketApiFacts(
                {facts.ApiNamespace.Literal()},
                {facts.ApiName.Literal()},
                {Version.Literal()},
                RouteSelectionExpression = {facts.RouteSelectionExpression.Literal()},
                Pushes = {facts.Pushes.Literal()}{Store(facts.Store)})]
            """);
        foreach (var route in facts.Routes)
        {
            writer.Line($"[assembly: {Attributes}WebSocketRouteFacts({route.Key.Literal()}, {route.Handler.Literal()}{Named(route)})]");
        }

        if (facts.Authorizer is { } authorizer)
        {
            var sources = string.Concat(authorizer.IdentitySources.Select(static source => ", " + source.Literal()));
            writer.Line($"[assembly: {Attributes}AuthorizerFacts({authorizer.Handler.Literal()}{sources}{Function(authorizer.Function)})]");
        }

        foreach (var function in facts.Functions)
        {
            writer.Line(
                $"[assembly: {Attributes}LambdaFunctionFacts({function.Name.Literal()}, MemorySize = {function.MemorySize}, "
                    + $"TimeoutSeconds = {function.TimeoutSeconds})]"
            );
        }

        return writer.ToString();
    }

    private static string Store(StoreKind store) => store == StoreKind.None ? "" : $", Store = {store.ToString().Literal()}";

    private static string Named(RouteFacts route) =>
        (route.HasRouteResponse ? ", HasRouteResponse = true" : "") + Function(route.Function);

    private static string Function(string? name) => name is null ? "" : $", Function = {name.Literal()}";
}
