namespace WsScaffold.Cdk.Generator;

/// <summary>Writes the routes of a referenced API as data for the construct library.</summary>
internal static class DefinitionEmitter
{
    private const string CdkApi = "global::Amazon.CDK.AWS.Apigatewayv2.WebSocketApi";
    private const string CdkFunction = "global::Amazon.CDK.AWS.Lambda.IFunction";
    private const string Dictionary = "global::System.Collections.Generic.IReadOnlyDictionary";
    private const string Library = "global::WsScaffold.Cdk.";

    public static string Write(ReferencedApi api, IEnumerable<string> problems)
    {
        var writer = GeneratedFile.Begin(NullableContext.Enabled);
        writer.Line();
        writer.Errors(problems);
        writer.Namespace(api.Namespace);
        writer.Line($"""
            /// <summary>The infrastructure that the handlers of <c>{api.FullName}</c> need, as their project was built last.</summary>
            {GeneratedFile.Attribute}
            """);
        using (writer.Block($"internal static class {api.Name}Routes"))
        {
            WriteDefinition(writer, api);
            writer.Line($"""

                /// <inheritdoc cref="{Library}WebSocketApiDefinition.AddTo({CdkApi}, {CdkFunction})"/>
                public static void AddTo(
                    global::Amazon.CDK.AWS.Apigatewayv2.WebSocketApi api, global::Amazon.CDK.AWS.Lambda.IFunction function) =>
                    Definition.AddTo(api, function);

                /// <inheritdoc cref="{Library}WebSocketApiDefinition.AddTo({CdkApi}, {Dictionary}{"{"}string, {CdkFunction}{"}"})"/>
                public static void AddTo(
                    global::Amazon.CDK.AWS.Apigatewayv2.WebSocketApi api,
                    global::System.Collections.Generic.IReadOnlyDictionary<string, global::Amazon.CDK.AWS.Lambda.IFunction> functions) =>
                    Definition.AddTo(api, functions);
                """);
        }

        return writer.ToString();
    }

    private static void WriteDefinition(SourceWriter writer, ReferencedApi api)
    {
        writer.Line("/// <summary>The routes as data.</summary>");
        using (writer.Block($"public static {Library}WebSocketApiDefinition Definition {{ get; }} = new()", "};"))
        {
            writer.Line($"""
                Name = {api.Name.Literal()},
                RouteSelectionExpression = {api.RouteSelectionExpression.Literal()},
                Pushes = {api.Pushes.Literal()},
                HasConnectionTable = {api.HasConnectionTable.Literal()},
                """);
            if (api.Authorizer is { } authorizer)
            {
                writer.Line($"Authorizer = new({authorizer.Handler.Literal()}){Initializer(Members(authorizer))},");
            }

            using (writer.Block($"Routes = new {Library}RouteDefinition[]", "},"))
            {
                foreach (var route in api.Routes)
                {
                    writer.Line($"new({route.Key.Literal()}, {route.Handler.Literal()}){Initializer(Flags(route))},");
                }
            }

            using (writer.Block($"Functions = new {Library}FunctionDefinition[]", "},"))
            {
                foreach (var function in api.Functions)
                {
                    writer.Line($"new({function.Name.Literal()}){Initializer(Settings(function))},");
                }
            }
        }
    }

    private static IEnumerable<string> Flags(ReferencedRoute route)
    {
        if (route.HasRouteResponse)
        {
            yield return "HasRouteResponse = true";
        }

        if (route.Function is not null)
        {
            yield return $"Function = {route.Function.Literal()}";
        }
    }

    private static IEnumerable<string> Members(ReferencedAuthorizer authorizer)
    {
        yield return $"IdentitySources = new string[] {{ {string.Join(", ", authorizer.IdentitySources.Select(Literals.Literal))} }}";
        if (authorizer.Function is not null)
        {
            yield return $"Function = {authorizer.Function.Literal()}";
        }
    }

    private static IEnumerable<string> Settings(ReferencedFunction function)
    {
        if (function.MemorySize != 0)
        {
            yield return $"MemorySize = {function.MemorySize}";
        }

        if (function.TimeoutSeconds != 0)
        {
            yield return $"TimeoutSeconds = {function.TimeoutSeconds}";
        }
    }

    private static string Initializer(IEnumerable<string> members)
    {
        var list = string.Join(", ", members);
        return list.Length == 0 ? "" : $" {{ {list} }}";
    }
}
