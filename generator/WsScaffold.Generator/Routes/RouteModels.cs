using WsScaffold.Generator.Json;
using WsScaffold.Generator.Json.Validation;

namespace WsScaffold.Generator.Routes;

// Models are text: nothing from Roslyn may enter, it would pin a compilation and never compare equal.

/// <summary>The class that is tagged as the API.</summary>
internal sealed record ApiModel
{
    /// <summary>Its namespace; empty for the global one.</summary>
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string TypeName { get; init; }

    /// <summary>
    /// The class's own declaration after those it is nested in, outermost first: <c>partial class Outer</c>. Empty when it
    /// can't be extended.
    /// </summary>
    public required EquatableArray<string> Declarations { get; init; }

    public required string RouteSelectionExpression { get; init; }

    public required bool IsEnveloped { get; init; }

    public required EquatableArray<string> AllowedOrigins { get; init; }

    public required StoreKind Store { get; init; }

    public required bool AllowsInMemoryOnLambda { get; init; }

    /// <summary>The route key that is answered without a handler; null when there is none.</summary>
    public required string? KeepAlive { get; init; }

    /// <summary>Whether it has a <c>Configure</c> method.</summary>
    public required bool HasConfigure { get; init; }

    public required EquatableArray<FilterModel> Filters { get; init; }

    public required EquatableArray<string> Problems { get; init; }

    /// <summary>What the compiler would say to code that names what the class does, because it is obsolete or experimental.</summary>
    public required EquatableArray<string> Warnings { get; init; }

    /// <summary>Whether other classes can name it.</summary>
    public required bool IsReachable { get; init; }

    /// <summary>The name of a generated class, wherever it is written.</summary>
    public string GlobalName(string suffix) => $"global::{(Namespace.Length == 0 ? "" : Namespace + ".")}{Name}{suffix}";
}

/// <summary>The members of <c>WsScaffold.ConnectionStore</c>, by their values.</summary>
internal enum StoreKind
{
    None,
    InMemory,
    DynamoDb,
    Custom,
}

/// <param name="Contracts">What its filters push.</param>
internal sealed record ParsedApi(ApiModel Model, ContractOptions Options, EquatableArray<TypeContract> Contracts);

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

/// <summary>One route, or the authorizer, and the method that handles it.</summary>
internal sealed record RouteModel
{
    /// <summary>The route key; empty for the authorizer.</summary>
    public required string Key { get; init; }

    public required RouteKind Kind { get; init; }

    /// <summary>The handler as messages name it: <c>Class.Method</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The method as generated code calls it.</summary>
    public required string Target { get; init; }

    /// <summary>How the handler's class is created; null for a static handler.</summary>
    public required ConstructionModel? Instance { get; init; }

    public required EquatableArray<ParameterModel> Parameters { get; init; }

    public required AnswerModel Answer { get; init; }

    public required bool OneWay { get; init; }

    public required string ContainingType { get; init; }

    public required EquatableArray<FilterModel> Filters { get; init; }

    /// <summary>The function that the handler has to itself; null for the API's own.</summary>
    public required FunctionModel? Function { get; init; }

    /// <summary>What the authorizer needs of a handshake, as API Gateway writes it.</summary>
    public required EquatableArray<string> IdentitySources { get; init; }

    /// <inheritdoc cref="ApiModel.Warnings"/>
    public required EquatableArray<string> Warnings { get; init; }

    /// <summary>The handler with its namespace and class, which tells two of one name apart.</summary>
    public required string FullName { get; init; }
}

/// <summary>A Lambda function that some handlers have to themselves; 0 where it is as the API's own.</summary>
internal sealed record FunctionModel(string Name, int MemorySize, int TimeoutSeconds);

/// <param name="IsAwaited">The handler returns a task.</param>
internal sealed record AnswerModel(AnswerKind Kind, string? TypeName, bool IsAwaited);

internal enum RouteKind
{
    Connect,
    Message,
    Disconnect,
    Authorizer,
}

internal enum AnswerKind
{
    None,

    Connect,
    Authorization,
    Text,
    Utf8,
    NullableUtf8,
    Json,
    Proxy,
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
    ProxyRequest,
    LambdaContext,
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
    bool IsValidated = false,
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
internal sealed record ClientModel(string InterfaceName, EquatableArray<ClientMethodModel> Methods);

internal sealed record ClientMethodModel(
    string PushName,
    ClientMessageKind MessageKind,
    string MessageType,
    bool IsCancellable,
    string Signature,
    bool ReturnsSummary);

internal enum ClientMessageKind
{
    Json,
    Text,
    Utf8,
}
