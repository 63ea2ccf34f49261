using WsScaffold.Generator.Infrastructure;

namespace WsScaffold.Generator.Routes;

/// <summary>Writes what the API consists of, as data.</summary>
internal static class DescriptorEmitter
{
    public static string Write(RouteTable table)
    {
        var writer = GeneratedFile.Begin(NullableContext.Enabled, table.Api.Namespace, table.Warnings);
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block($"internal static class {table.Api.Name}Descriptor"))
        using (writer.Block("internal static readonly global::WsScaffold.WebSocketApiDescriptor Value = new()", "};"))
        {
            writer.Line($"""
                Name = {table.Api.Name.Literal()},
                RouteSelectionExpression = {table.Api.RouteSelectionExpression.Literal()},
                Envelope = global::WsScaffold.Envelope.{(table.Api.IsEnveloped ? "Typed" : "None")},
                AllowedOrigins = new string[] {Braces(table.Api.AllowedOrigins.Select(static origin => origin.Literal()))},
                Pushes = {table.Pushes.Literal()},
                RequiredServices = new global::System.Type[] {Braces(RequiredServices(table))},
                """);
            WriteStore(writer, table.Api);
            WriteAuthorizer(writer, table.Authorizer);
            using (writer.Block("Routes = new global::WsScaffold.RouteDescriptor[]", "},"))
            {
                foreach (var route in RouteFacts.AllOf(table))
                {
                    writer.Line(Route(route));
                }
            }
        }

        return writer.ToString();
    }

    private static void WriteStore(SourceWriter writer, ApiModel api)
    {
        if (api.Store != StoreKind.None)
        {
            writer.Line($"Store = global::WsScaffold.ConnectionStore.{api.Store},");
        }

        if (api.AllowsInMemoryOnLambda)
        {
            writer.Line("AllowInMemoryOnLambda = true,");
        }

        if (api.KeepAlive is { } key)
        {
            writer.Line($"KeepAlive = {key.Literal()},");
        }
    }

    private static void WriteAuthorizer(SourceWriter writer, RouteModel? authorizer)
    {
        if (authorizer is not null)
        {
            writer.Line(
                $"Authorizer = new({authorizer.DisplayName.Literal()}) {{ IdentitySources = new string[] "
                    + $"{Braces(authorizer.IdentitySources.Select(static source => source.Literal()))} }},"
            );
        }
    }

    private static string Route(RouteFacts route)
    {
        var flags = new List<string>();
        if (route.HasRouteResponse)
        {
            flags.Add("HasRouteResponse = true");
        }

        if (route.OneWay)
        {
            flags.Add("OneWay = true");
        }

        return $"new({route.Key.Literal()}, {route.Handler.Literal()}){(flags.Count == 0 ? "" : $" {{ {string.Join(", ", flags)} }}")},";
    }

    private static IEnumerable<string> RequiredServices(RouteTable table) =>
        table.Services
            .Where(static service => service is { Kind: ServiceKind.Registered, IsOptional: false })
            .Select(static service => $"typeof({service.TypeName})")
            .InOrder();

    private static string Braces(IEnumerable<string> items)
    {
        var list = string.Join(", ", items);
        return list.Length == 0 ? "{ }" : $"{{ {list} }}";
    }
}
