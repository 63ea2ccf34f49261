namespace WsScaffold.Generator.Routes;

/// <summary>Writes what the API consists of, as data.</summary>
internal static class DescriptorEmitter
{
    public static string Write(RouteTable table)
    {
        var writer = GeneratedFile.Begin(table.Api);
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block($"internal static class {table.Api.Name}Descriptor"))
        using (writer.Block("internal static readonly global::WsScaffold.WebSocketApiDescriptor Value = new()", "};"))
        {
            writer.Line($"""
                Name = {table.Api.Name.Literal()},
                RouteSelectionExpression = {table.Api.RouteSelectionExpression.Literal()},
                Envelope = global::WsScaffold.Envelope.{(table.Api.IsEnveloped ? "Typed" : "None")},
                AllowedOrigins = new string[] {Braces(table.Api.AllowedOrigins.Select(static origin => origin.Literal()))},
                Pushes = {(table.Pushes ? "true" : "false")},
                RequiredServices = new global::System.Type[] {Braces(RequiredServices(table))},
                """);
            if (table.Authorizer is { } authorizer)
            {
                writer.Line($"Authorizer = new({authorizer.DisplayName.Literal()}) {{ IdentitySources = new string[] {Braces(authorizer.IdentitySources.Select(static source => source.Literal()))} }},");
            }

            using (writer.Block("Routes = new global::WsScaffold.RouteDescriptor[]", "},"))
            {
                foreach (var route in Lines(table).OrderBy(static route => route.Key, StringComparer.Ordinal))
                {
                    writer.Line(route.Line);
                }
            }
        }

        return writer.ToString();
    }

    private static IEnumerable<(string Key, string Line)> Lines(RouteTable table)
    {
        var routes = table.Routes.Select(static route => (route.Key, Route(route)));
        return table.AddsConnect ? routes.Append(("$connect", $"""new("$connect", "{(table.Api.AllowedOrigins.Count > 0 ? "AllowedOrigins" : "Authorizer")}"),""")) : routes;
    }

    private static string Route(RouteModel route)
    {
        var flags = new List<string>();
        if (HasRouteResponse(route))
        {
            flags.Add("HasRouteResponse = true");
        }

        if (route.OneWay)
        {
            flags.Add("OneWay = true");
        }

        return $"new({route.Key.Literal()}, {route.DisplayName.Literal()}){(flags.Count == 0 ? "" : $" {{ {string.Join(", ", flags)} }}")},";
    }

    private static bool HasRouteResponse(RouteModel route) =>
        route.Kind == RouteKind.Message && route.Answer.Kind is AnswerKind.Json or AnswerKind.Text or AnswerKind.Utf8 or AnswerKind.NullableUtf8;

    private static IEnumerable<string> RequiredServices(RouteTable table) =>
        table.Services
            .Where(static service => service is { Kind: ServiceKind.Registered, IsOptional: false })
            .Select(static service => $"typeof({service.TypeName})")
            .Distinct(StringComparer.Ordinal)
            .OrderBy(static name => name, StringComparer.Ordinal);

    private static string Braces(IEnumerable<string> items)
    {
        var list = string.Join(", ", items);
        return list.Length == 0 ? "{ }" : $"{{ {list} }}";
    }
}
