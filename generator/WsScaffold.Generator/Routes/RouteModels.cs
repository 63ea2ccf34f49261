using WsScaffold.Generator.Json;

namespace WsScaffold.Generator.Routes;

// Models are text: nothing from Roslyn may enter, it would pin a compilation and never compare equal.

/// <summary>The class that is tagged as the API.</summary>
/// <param name="Containers">The declarations that the class is nested in, outermost first: <c>partial class Outer</c>.</param>
internal sealed record ApiModel(
    string Namespace,
    string Name,
    string TypeName,
    EquatableArray<string> Containers,
    string RouteSelectionExpression,
    bool IsEnveloped,
    EquatableArray<string> AllowedOrigins,
    bool HasConfigure,
    EquatableArray<FilterModel> Filters);

/// <summary>What a tagged method turned out to be: a route, or why it can't be one.</summary>
internal sealed record HandlerModel(RouteModel? Route, string? Problem, EquatableArray<TypeContract> Contracts);

/// <summary>One route and the method that handles it.</summary>
internal sealed record RouteModel(
    string Key,
    RouteKind Kind,
    string DisplayName,
    string Target,
    ConstructionModel? Instance,
    EquatableArray<ParameterModel> Parameters,
    AnswerKind Answer,
    string? AnswerType,
    bool IsAwaited,
    bool OneWay,
    string ContainingType,
    EquatableArray<FilterModel> Filters);

internal enum RouteKind
{
    Connect,
    Message,
    Disconnect,
}

internal enum AnswerKind
{
    None,

    /// <summary>A value that has nowhere to go.</summary>
    Discarded,
    Connect,
    Text,
    Utf8,
    NullableUtf8,
    Json,
}

/// <summary>How an instance is made: its constructor's parameters, all of them services.</summary>
internal sealed record ConstructionModel(string TypeName, EquatableArray<ServiceModel> Services, DisposalKind Disposal);

internal enum DisposalKind
{
    None,
    Sync,
    Async,
}

internal sealed record FilterModel(ConstructionModel Instance);

/// <param name="IsOptional">Null is fine when nobody registered it.</param>
/// <param name="Client">How to implement the interface, when the service is <c>IClients&lt;T&gt;</c>.</param>
internal sealed record ServiceModel(ServiceKind Kind, string TypeName, bool IsOptional, ClientModel? Client = null);

internal enum ServiceKind
{
    Registered,
    Connections,
    Clients,
    Logger,
}

internal enum ParameterKind
{
    BodyJson,
    BodyText,
    BodyUtf8,
    BodyElement,
    Query,
    Header,
    Authorizer,
    Context,
    Invocation,
    CancellationToken,
    Service,
}

/// <param name="TypeName">The type, without nullable annotations; for a nullable value type what it wraps when <paramref name="Binding"/> says so.</param>
/// <param name="Name">The name in the query string, the headers or the authorizer's context.</param>
/// <param name="Fallback">The default value as C#, when the parameter has one.</param>
internal sealed record ParameterModel(
    ParameterKind Kind,
    string TypeName,
    string Name = "",
    TextBinding Binding = TextBinding.Required,
    bool IsEnum = false,
    string? Fallback = null,
    bool IsOptional = false,
    ServiceModel? Service = null);

/// <summary>How a text becomes the parameter's value.</summary>
internal enum TextBinding
{
    Required,
    Text,
    NullableText,
    AllTexts,
    Fallback,
    Nullable,
}

/// <summary>An interface through which the API pushes.</summary>
internal sealed record ClientModel(string InterfaceName, EquatableArray<ClientMethodModel> Methods, EquatableArray<TypeContract> Contracts);

internal sealed record ClientMethodModel(
    string Name,
    string PushName,
    ClientMessageKind MessageKind,
    string? MessageType,
    string MessageParameter,
    string? CancellationParameter,
    string Signature,
    bool ReturnsSummary);

internal enum ClientMessageKind
{
    Json,
    Text,
    Utf8,
}
