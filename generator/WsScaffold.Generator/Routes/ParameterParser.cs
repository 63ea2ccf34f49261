using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WsScaffold.Generator.Routes;

/// <summary>Reads what each parameter of a handler is bound from.</summary>
internal static class ParameterParser
{
    public static EquatableArray<ParameterModel> ParseAll(IMethodSymbol method, RouteKind route, out string? problem)
    {
        problem = null;
        var models = new List<ParameterModel>();
        foreach (var parameter in method.Parameters)
        {
            models.Add(Parse(parameter, route, ref problem));
        }

        if (models.Count(static model => IsBody(model.Kind)) > 1)
        {
            problem ??= "it takes more than one body. Take one type that has both parts, and mark services with [FromServices].";
        }

        return models.ToEquatableArray();
    }

    public static bool IsBody(ParameterKind kind) =>
        kind is ParameterKind.BodyJson or ParameterKind.BodyText or ParameterKind.BodyUtf8 or ParameterKind.BodyElement;

    private static ParameterModel Parse(IParameterSymbol parameter, RouteKind route, ref string? problem)
    {
        if (parameter.RefKind != RefKind.None)
        {
            problem ??= $"its parameter '{parameter.Name}' is ref, in or out. Take it by value.";
        }

        if (TextSource(parameter) is var (kind, attribute))
        {
            if (kind != ParameterKind.Authorizer && route != RouteKind.Connect)
            {
                problem ??= $"its parameter '{parameter.Name}' comes from the handshake, which only a [ConnectRoute] handler sees.";
            }

            return ParseText(parameter, kind, attribute, ref problem);
        }

        if (parameter.Attribute(WellKnown.FromServices) is not null || IsService(parameter.Type))
        {
            var service = ServiceParser.Parse(parameter);
            return new(ParameterKind.Service, service.TypeName, Service: service);
        }

        return ParseEvent(parameter, route, ref problem) ?? ParseBody(parameter, route, ref problem);
    }

    private static (ParameterKind Kind, AttributeData Attribute)? TextSource(IParameterSymbol parameter) =>
        parameter.Attribute(WellKnown.FromQuery) is { } query ? (ParameterKind.Query, query)
        : parameter.Attribute(WellKnown.FromHeader) is { } header ? (ParameterKind.Header, header)
        : parameter.Attribute(WellKnown.FromAuthorizer) is { } authorizer ? (ParameterKind.Authorizer, authorizer)
        : null;

    private static ParameterModel ParseText(IParameterSymbol parameter, ParameterKind kind, AttributeData attribute, ref string? problem)
    {
        var name = attribute.ConstructorArguments is [{ Value: string given }] ? given : parameter.Name;
        var type = parameter.Type.NullableUnderlying() ?? parameter.Type;
        var model = new ParameterModel(kind, type.GlobalName(), name, BindingOf(parameter), type.TypeKind == TypeKind.Enum, FallbackOf(parameter));
        if (model.Binding is TextBinding.Required or TextBinding.Nullable or TextBinding.Fallback && !model.IsEnum && !type.Implements(WellKnown.Parsable))
        {
            problem ??= $"its parameter '{parameter.Name}' is '{type.ToDisplayString()}', which can't be made from a text. Take string, string[], an enum, or a type that is IParsable.";
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
        { HasExplicitDefaultValue: true } => TextBinding.Fallback,
        _ => TextBinding.Required,
    };

    private static string? FallbackOf(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue || parameter.ExplicitDefaultValue is not { } value)
        {
            return null;
        }

        return parameter.Type.TypeKind == TypeKind.Enum
            ? $"({parameter.Type.GlobalName()})({SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)})"
            : LiteralOf(value);
    }

    // Without its suffix a literal of these types would be a double.
    private static string LiteralOf(object value) =>
        SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)
        + value switch { decimal => "m", float => "f", _ => "" };

    private static ParameterModel? ParseEvent(IParameterSymbol parameter, RouteKind route, ref string? problem)
    {
        var type = parameter.Type;
        if (type.Is(WellKnown.CancellationToken))
        {
            return new(ParameterKind.CancellationToken, type.GlobalName());
        }

        if (type.Is(WellKnown.LambdaInvocation))
        {
            return new(ParameterKind.Invocation, type.GlobalName());
        }

        if (type.Is(WellKnown.EventContext))
        {
            return new(ParameterKind.Context, type.GlobalName());
        }

        var context = type.Is(WellKnown.ConnectContext) ? RouteKind.Connect
            : type.Is(WellKnown.MessageContext) ? RouteKind.Message
            : type.Is(WellKnown.DisconnectContext) ? RouteKind.Disconnect
            : default(RouteKind?);
        if (context is null)
        {
            return null;
        }

        if (context != route)
        {
            problem ??= $"its parameter '{parameter.Name}' is '{type.Name}', which this event is not. Take {ContextOf(route)}.";
        }

        return new(ParameterKind.Context, type.GlobalName());
    }

    private static ParameterModel ParseBody(IParameterSymbol parameter, RouteKind route, ref string? problem)
    {
        if (route != RouteKind.Message)
        {
            problem ??= $"its parameter '{parameter.Name}' would be a body, and this event has none. Mark a service with [FromServices], take a value of the handshake with [FromQuery] or [FromHeader].";
        }

        var kind = parameter.Type.SpecialType == SpecialType.System_String ? ParameterKind.BodyText
            : AnswerParser.IsUtf8(parameter.Type) ? ParameterKind.BodyUtf8
            : parameter.Type.Is(WellKnown.JsonElement) ? ParameterKind.BodyElement
            : ParameterKind.BodyJson;
        var isOptional = parameter.NullableAnnotation == NullableAnnotation.Annotated;
        return new(kind, parameter.Type.GlobalName(), IsOptional: isOptional);
    }

    // The collection interfaces are forms of JSON; any other interface is somebody's service.
    private static bool IsService(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Interface
        && !type.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal);

    private static string ContextOf(RouteKind route) => route switch
    {
        RouteKind.Connect => "ConnectContext",
        RouteKind.Disconnect => "DisconnectContext",
        _ => "MessageContext",
    };
}
