namespace WsScaffold.Generator.Routes;

/// <summary>Writes one route: bind the parameters, make the handler, call it through its filters, answer.</summary>
internal static class HandlerEmitter
{
    public const string Authorizer = "AuthorizerAsync";

    public static string Name(int index) => $"Route{index}Async";

    public static void Write(
        SourceWriter writer,
        ApiModel api,
        RouteModel route,
        int index,
        int descriptorIndex,
        ContractAccessors contracts
    )
    {
        var filters = api.Filters.Concat(route.Filters).ToArray();
        writer.Line($"// {route.Key.OnOneLine()}: {route.DisplayName}");
        Write(
            writer,
            api,
            route,
            Name(index),
            $"invocation.{(filters.Length > 0 ? "SetFilteredRoute" : "SetRoute")}({descriptorIndex});",
            filters,
            contracts
        );
    }

    public static void WriteAuthorizer(SourceWriter writer, ApiModel api, RouteModel authorizer, ContractAccessors contracts)
    {
        writer.Line($"// The authorizer: {authorizer.DisplayName}");
        Write(writer, api, authorizer, Authorizer, enter: null, [], contracts);
    }

    private static void Write(
        SourceWriter writer,
        ApiModel api,
        RouteModel route,
        string name,
        string? enter,
        FilterModel[] filters,
        ContractAccessors contracts
    )
    {
        var takesServices = TakesServices(route, filters);
        var isAsync = takesServices || filters.Length > 0 || route.Response.IsAwaited || route.Instance is { Disposal: DisposalKind.Async };
        using (
            writer.Block(
                $"private static {(isAsync ? "async " : "")}global::System.Threading.Tasks.ValueTask "
                    + $"{name}(global::WsScaffold.Generated.RouteInvocation invocation)"
            )
        )
        {
            var leave = isAsync ? "return;" : "return default;";
            if (enter is not null)
            {
                writer.Line(enter);
            }

            for (var i = 0; i < route.Parameters.Count; i++)
            {
                WriteBinding(writer, route.Parameters[i], i, leave, contracts);
                if (route.Parameters[i].IsValidated)
                {
                    writer.Line(
                        $"if (!invocation.Validate<{route.Parameters[i].TypeName}>(p{i}, {api.GlobalName("Validation")}.Check)) {leave}"
                    );
                }
            }

            if (takesServices)
            {
                writer.Line("await using var services = invocation.CreateServices();");
            }

            WriteInstance(writer, route.Instance);
            WriteChain(writer, api, route, filters, contracts);
            if (!isAsync)
            {
                writer.Line("return default;");
            }
        }
    }

    private static bool TakesServices(RouteModel route, IEnumerable<FilterModel> filters) =>
        route.Instance is { Services.Count: > 0 }
        || route.Parameters.Any(static parameter => parameter.Service is not null)
        || filters.Any(static filter => filter.Instance.Services.Count > 0);

    private static void WriteBinding(SourceWriter writer, ParameterModel parameter, int index, string leave, ContractAccessors contracts)
    {
        var bind = parameter.Kind switch
        {
            ParameterKind.BodyJson =>
                $"invocation.TryGetBody({contracts[parameter.TypeName]}, {parameter.IsOptional.Literal()}, out var p{index})",
            ParameterKind.BodyText => $"invocation.TryGetBodyText(out var p{index})",
            ParameterKind.BodyUtf8 => $"invocation.TryGetBodyUtf8(out var p{index})",
            ParameterKind.BodyElement => $"invocation.TryGetBodyElement(out var p{index})",
            ParameterKind.Query or ParameterKind.Header or ParameterKind.Authorizer => BindText(parameter, index),
            _ => null,
        };
        if (bind is null)
        {
            return;
        }

        if (parameter.Binding is TextBinding.AllTexts or TextBinding.NullableText)
        {
            writer.Line($"var p{index} = {bind};");
            return;
        }

        writer.Line($"if (!{bind}) {leave}");
    }

    private static string BindText(ParameterModel parameter, int index)
    {
        var text = $"invocation.{parameter.Kind}({parameter.Name.Literal()})";
        var isEnum = parameter.IsEnum ? "Enum" : "";
        return parameter.Binding switch
        {
            TextBinding.AllTexts => $"{text}.All()",
            TextBinding.NullableText => $"{text}.Or({parameter.Fallback ?? "null"})",
            TextBinding.Text => $"{text}.Required(out var p{index})",
            TextBinding.Nullable when parameter.Fallback is null => $"{text}.Optional{isEnum}<{parameter.TypeName}>(out var p{index})",
            TextBinding.Nullable or TextBinding.Fallback =>
                $"{text}.Or{isEnum}<{parameter.TypeName}>({parameter.Fallback ?? "default!"}, out var p{index})",
            _ => $"{text}.Required{isEnum}<{parameter.TypeName}>(out var p{index})",
        };
    }

    private static void WriteInstance(SourceWriter writer, ConstructionModel? instance)
    {
        if (instance is null)
        {
            return;
        }

        var use = instance.Disposal switch
        {
            DisposalKind.Async => "await using ",
            DisposalKind.Sync => "using ",
            _ => "",
        };
        writer.Line($"{use}var handler = {Construct(instance)};");
    }

    // The last link calls the handler; each filter before it calls the next link.
    private static void WriteChain(SourceWriter writer, ApiModel api, RouteModel route, FilterModel[] filters, ContractAccessors contracts)
    {
        var call = Call(api, route);
        if (filters.Length == 0)
        {
            WriteCall(writer, api, route, call, contracts);
            return;
        }

        for (var i = 0; i < filters.Length; i++)
        {
            var use = filters[i].Instance.Disposal switch { DisposalKind.Async => "await using ", DisposalKind.Sync => "using ", _ => "" };
            writer.Line($"{use}var filter{i} = {Construct(filters[i].Instance)};");
        }

        writer.Line($"await {Filter(0)}.InvokeAsync(invocation.Context, Link1);");
        for (var i = 1; i < filters.Length; i++)
        {
            writer.Line($"global::System.Threading.Tasks.ValueTask Link{i}() => {Filter(i)}.InvokeAsync(invocation.Context, Link{i + 1});");
        }

        using (writer.Block($"{(route.Response.IsAwaited ? "async " : "")}global::System.Threading.Tasks.ValueTask Link{filters.Length}()"))
        {
            writer.Line("invocation.AcceptHandshake();");
            WriteCall(writer, api, route, call, contracts);
            if (!route.Response.IsAwaited)
            {
                writer.Line("return default;");
            }
        }
    }

    private static string Call(ApiModel api, RouteModel route)
    {
        var arguments = route.Parameters.Select((parameter, index) => parameter.Kind switch
        {
            ParameterKind.Context when parameter.TypeName == "global::" + WellKnown.EventContext => "invocation.Context",
            ParameterKind.Context => $"({parameter.TypeName})invocation.Context",
            ParameterKind.Invocation => "invocation.Context.Invocation",
            ParameterKind.ProxyRequest => $"{api.GlobalName("Proxy")}.Request(invocation)",
            ParameterKind.LambdaContext => $"{api.GlobalName("LambdaContext")}.Of(invocation)",
            ParameterKind.CancellationToken => "invocation.CancellationToken",
            ParameterKind.Service => Resolve(parameter.Service!),

            // The "!" keeps nullable annotations of the user's out of it: a contract has none.
            ParameterKind.BodyJson => $"p{index}!",
            _ when parameter.Binding == TextBinding.NullableText => $"p{index}!",
            _ => $"p{index}",
        });
        return $"{(route.Response.IsAwaited ? "await " : "")}{route.Target}({string.Join(", ", arguments)})";
    }

    private static void WriteCall(SourceWriter writer, ApiModel api, RouteModel route, string call, ContractAccessors contracts)
    {
        if (route.Response.Kind == ResponseKind.None)
        {
            writer.Line($"{call};");
            return;
        }

        writer.Line($"var response = {call};");
        writer.Line(route.Response.Kind switch
        {
            ResponseKind.Connect => "invocation.CompleteConnect(response);",
            ResponseKind.Authorization => "invocation.CompleteAuthorizer(response);",
            ResponseKind.Text => "invocation.RespondText(response);",
            ResponseKind.Utf8 => "invocation.RespondUtf8(response);",
            ResponseKind.Proxy => $"{api.GlobalName("Proxy")}.Respond(invocation, response);",
            ResponseKind.NullableUtf8 => "if (response is { } utf8) { invocation.RespondUtf8(utf8); }",
            _ => $"invocation.Respond<{route.Response.TypeName}>(response!, {contracts[route.Response.TypeName!]});",
        });
    }

    private static string Construct(ConstructionModel construction) =>
        $"new {construction.TypeName}({string.Join(", ", construction.Services.Select(Resolve))})";

    private static string Resolve(ServiceModel service) =>
        service.IsOptional ? $"services.Find<{service.TypeName}>()!" : $"services.Get<{service.TypeName}>()";

    // Through the interface, which the filter may implement explicitly.
    private static string Filter(int index) => $"((global::WsScaffold.IRouteFilter)filter{index})";
}
