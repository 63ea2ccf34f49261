using Microsoft.CodeAnalysis;
using WsScaffold.Generator.Parsing;
using WsScaffold.Generator.Rules;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads what each parameter of a handler is bound from.</summary>
internal static class ParameterParser
{
    public static EquatableArray<ParameterModel> ParseAll(IMethodSymbol method, RouteKind route, Findings findings)
    {
        var models = method.Parameters.Select(parameter => Parse(parameter, route, findings)).ToEquatableArray();
        var bodies = method.Parameters.Where((_, index) => IsBody(models[index].Kind)).ToArray();
        foreach (var second in route == RouteKind.Message ? bodies.Skip(1) : [])
        {
            findings.Report(ParameterRules.TwoBodies, Places.TypeOf(second), method.HandlerName(), bodies[0].Name, second.Name);
        }

        return models;
    }

    private static bool IsBody(ParameterKind kind) =>
        kind is ParameterKind.BodyJson or ParameterKind.BodyText or ParameterKind.BodyUtf8 or ParameterKind.BodyElement;

    private static ParameterModel Parse(IParameterSymbol parameter, RouteKind route, Findings findings)
    {
        findings.Mention(parameter.Type);
        if (IsService(parameter))
        {
            var service = ServiceParser.Parse(parameter, findings);
            return new(ParameterKind.Service, service.TypeName, Service: service);
        }

        if (parameter.RefKind != RefKind.None)
        {
            findings.Report(ParameterRules.ByReference, Places.ModifierOf(parameter), parameter.Name, parameter.OwnerName());
        }

        if (TextSource(parameter) is var (kind, attribute))
        {
            if (kind != ParameterKind.Authorizer && route is not (RouteKind.Connect or RouteKind.Authorizer))
            {
                findings.Report(ParameterRules.OffHandshake, Places.Of(attribute), parameter.Name, parameter.OwnerName());
            }

            if (kind == ParameterKind.Authorizer && route == RouteKind.Authorizer)
            {
                findings.Report(AuthorizerRules.NotDecidedYet, Places.Of(attribute), parameter.Name, parameter.OwnerName());
            }

            return ParseText(parameter, kind, attribute, findings);
        }

        return ParseEvent(parameter, route, findings) ?? ParseBody(parameter, route, findings);
    }

    private static (ParameterKind Kind, AttributeData Attribute)? TextSource(IParameterSymbol parameter) =>
        parameter.Attribute(WellKnown.FromQuery) is { } query ? (ParameterKind.Query, query)
        : parameter.Attribute(WellKnown.FromHeader) is { } header ? (ParameterKind.Header, header)
        : parameter.Attribute(WellKnown.FromAuthorizer) is { } authorizer ? (ParameterKind.Authorizer, authorizer)
        : null;

    private static ParameterModel ParseText(IParameterSymbol parameter, ParameterKind kind, AttributeData attribute, Findings findings)
    {
        var name = attribute.ConstructorArguments is [{ Value: string given }] ? given : parameter.Name;
        var type = parameter.Type.NullableUnderlying() ?? parameter.Type;
        var model = new ParameterModel(
            kind,
            TypeNames.Of(type),
            name,
            BindingOf(parameter),
            type.TypeKind == TypeKind.Enum,
            FallbackOf(parameter)
        );
        if (model.Binding is TextBinding.Required or TextBinding.Nullable or TextBinding.Fallback && !model.IsEnum && !IsParsable(type))
        {
            findings.Report(
                ParameterRules.NotParsable,
                Places.TypeOf(parameter),
                parameter.Name,
                parameter.OwnerName(),
                type.ToDisplayString()
            );
        }

        return model;
    }

    private static TextBinding BindingOf(IParameterSymbol parameter) => parameter switch
    {
        { Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String } } => TextBinding.AllTexts,
        { Type.SpecialType: SpecialType.System_String, HasExplicitDefaultValue: true } => TextBinding.NullableText,
        { Type.SpecialType: SpecialType.System_String, NullableAnnotation: NullableAnnotation.Annotated } => TextBinding.NullableText,
        { Type.SpecialType: SpecialType.System_String } => TextBinding.Text,
        _ when parameter.Type.NullableUnderlying() is not null => TextBinding.Nullable,
        { NullableAnnotation: NullableAnnotation.Annotated } => TextBinding.Fallback,
        { HasExplicitDefaultValue: true } => TextBinding.Fallback,
        _ => TextBinding.Required,
    };

    // Generated code asks for T.TryParse by this constraint.
    private static bool IsParsable(ITypeSymbol type) => type.AllInterfaces.Any(candidate =>
        candidate.Is(WellKnown.Parsable) && SymbolEqualityComparer.Default.Equals(candidate.TypeArguments[0], type));

    private static string? FallbackOf(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue || parameter.ExplicitDefaultValue is not { } value)
        {
            return null;
        }

        var type = parameter.Type.NullableUnderlying() ?? parameter.Type;
        return type.TypeKind == TypeKind.Enum ? Literals.Cast(TypeNames.Of(type), value) : Literals.Of(value);
    }

    private static ParameterModel? ParseEvent(IParameterSymbol parameter, RouteKind route, Findings findings)
    {
        var type = parameter.Type;
        if (type.Is(WellKnown.CancellationToken))
        {
            return new(ParameterKind.CancellationToken, TypeNames.Of(type));
        }

        if (type.Is(WellKnown.LambdaInvocation))
        {
            return new(ParameterKind.Invocation, TypeNames.Of(type));
        }

        if (type.Is(WellKnown.EventContext))
        {
            return new(ParameterKind.Context, TypeNames.Of(type));
        }

        if (type.Is(WellKnown.LambdaContext))
        {
            return new(ParameterKind.LambdaContext, TypeNames.Of(type));
        }

        if (IsProxyEvent(type))
        {
            return ParseProxyRequest(parameter, route, findings);
        }

        var context = type.Is(WellKnown.ConnectContext) ? RouteKind.Connect
            : type.Is(WellKnown.MessageContext) ? RouteKind.Message
            : type.Is(WellKnown.DisconnectContext) ? RouteKind.Disconnect
            : type.Is(WellKnown.AuthorizerContext) ? RouteKind.Authorizer
            : default(RouteKind?);
        if (context is null)
        {
            return null;
        }

        if (context != route)
        {
            findings.Report(
                ParameterRules.WrongContext,
                Places.TypeOf(parameter),
                parameter.Name,
                parameter.OwnerName(),
                type.Name,
                ContextOf(route)
            );
        }

        return new(ParameterKind.Context, TypeNames.Of(type));
    }

    // A type of the user's that derives from one of them is none that generated code could fill.
    private static bool IsProxyEvent(ITypeSymbol type) =>
        type.SelfAndBases().Any(static candidate => candidate.IsIn(WellKnown.ProxyEvents));

    private static ParameterModel ParseProxyRequest(IParameterSymbol parameter, RouteKind route, Findings findings)
    {
        var type = parameter.Type;
        if (route == RouteKind.Authorizer || !type.Is(WellKnown.ProxyRequest))
        {
            findings.Report(
                ParameterRules.OtherEvent,
                Places.TypeOf(parameter),
                parameter.Name,
                parameter.OwnerName(),
                type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                route == RouteKind.Authorizer ? ContextOf(route) : "APIGatewayProxyRequest");
        }

        return new(ParameterKind.ProxyRequest, TypeNames.Of(type));
    }

    private static ParameterModel ParseBody(IParameterSymbol parameter, RouteKind route, Findings findings)
    {
        if (route != RouteKind.Message)
        {
            findings.Report(ParameterRules.NoBody, Places.TypeOf(parameter), parameter.Name, parameter.OwnerName());
        }

        if (parameter.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte })
        {
            findings.Report(ParameterRules.BinaryBody, Places.TypeOf(parameter), parameter.Name, parameter.OwnerName());
        }

        var kind = parameter.Type.SpecialType == SpecialType.System_String ? ParameterKind.BodyText
            : ResponseParser.IsUtf8(parameter.Type.NullableUnderlying() ?? parameter.Type) ? ParameterKind.BodyUtf8
            : parameter.Type.Is(WellKnown.JsonElement) ? ParameterKind.BodyElement
            : ParameterKind.BodyJson;
        var isValidated = false;
        if (kind == ParameterKind.BodyJson && route == RouteKind.Message)
        {
            findings.TakeContract(parameter.Type, Places.TypeOf(parameter), isBody: true);
            isValidated = !findings.Fails && findings.TakeValidation(parameter.Type, Places.TypeOf(parameter));
        }

        var isOptional = parameter.NullableAnnotation == NullableAnnotation.Annotated;
        return new(kind, TypeNames.Of(parameter.Type), IsOptional: isOptional, IsValidated: isValidated);
    }

    // The collection interfaces are forms of JSON; any other interface is somebody's service.
    private static bool IsService(IParameterSymbol parameter) =>
        parameter.Attribute(WellKnown.FromServices) is not null
        || parameter.Attribute(WellKnown.FromKeyedServices) is not null
        || (TextSource(parameter) is null
            && parameter.Type.TypeKind == TypeKind.Interface
            && !parameter.Type.Is(WellKnown.LambdaContext)
            && !parameter.Type.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal));

    private static string ContextOf(RouteKind route) => route switch
    {
        RouteKind.Connect => "ConnectContext",
        RouteKind.Disconnect => "DisconnectContext",
        RouteKind.Authorizer => "AuthorizerContext",
        _ => "MessageContext",
    };
}
