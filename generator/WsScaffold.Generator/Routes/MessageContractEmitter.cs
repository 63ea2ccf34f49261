using WsScaffold.Generator.Clients;

namespace WsScaffold.Generator.Routes;

/// <summary>Writes which type goes over the wire under which name, for who talks to the API in its own types: tests do.</summary>
internal static class MessageContractEmitter
{
    public static string Write(RouteTable table, ContractAccessors contracts)
    {
        var writer = GeneratedFile.Begin(NullableContext.Enabled, table.Api.Namespace, table.Warnings);
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block($"internal static class {table.Api.Name}Messages"))
        using (
            writer.Block(
                "internal static global::WsScaffold.Generated.MessageContract[] All => new global::WsScaffold.Generated.MessageContract[]",
                "};"
            )
        )
        {
            foreach (var (role, name, type) in Messages(table))
            {
                writer.Line($"new(global::WsScaffold.Generated.MessageRole.{role}, {name.Literal()}, {contracts[type]}.Contract),");
            }
        }

        return writer.ToString();
    }

    private static IEnumerable<(string Role, string Name, string Type)> Messages(RouteTable table) =>
        table.Routes.SelectMany(static route => route.Parameters
                .Where(static parameter => parameter.Kind == ParameterKind.BodyJson)
                .Select(parameter => ("Request", route.Key, parameter.TypeName)))
            .Concat(table.Routes.Where(static route => route.Response.Kind == ResponseKind.Json)
                .Select(static route => ("Response", route.Key, route.Response.TypeName!)))
            .Concat(table.Clients.SelectMany(static client => client.Methods)
                .Where(static method => method.MessageKind == ClientMessageKind.Json)
                .Select(static method => ("Push", method.PushName, method.MessageType)));
}
