using System.Text.Json.Serialization;

namespace WsScaffold;

/// <summary>
/// Makes a partial class the WebSocket API of its assembly. The tagged methods of this class and of all other classes of the
/// assembly become the routes of one Amazon API Gateway WebSocket API.
/// </summary>
/// <remarks>An assembly can have one API.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WebSocketApiAttribute : Attribute
{
    /// <summary>
    /// The expression with which API Gateway finds the route key in a message. The default is <c>$request.body.action</c>.
    /// See <see
    /// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html">selection
    /// expressions</see>.
    /// </summary>
    public string RouteSelectionExpression { get; set; } = "$request.body.action";

    /// <summary>The envelope of responses and pushes. The default is <see cref="Envelope.Typed"/>.</summary>
    public Envelope Envelope { get; set; }

    /// <summary>
    /// The origins from which browsers may connect, for example <c>https://chat.example.com</c>. A handshake with another
    /// <c>Origin</c> header is rejected with 403 before any handler runs. A handshake without the header, which does not come from
    /// a browser, is accepted. Empty (the default) allows every origin: API Gateway itself does not check origins.
    /// </summary>
    public string[] AllowedOrigins { get; set; } = [];

    /// <summary>
    /// The connection store. With a store, each accepted handshake is registered and each closed connection removed automatically,
    /// and <see cref="IClients{TClient}"/> can push to users, to groups and to all connections.
    /// </summary>
    public ConnectionStore Store { get; set; }

    /// <summary>
    /// Whether an API with <see cref="ConnectionStore.InMemory"/> can start in Lambda. Each execution environment then only knows
    /// the connections that it accepted itself.
    /// </summary>
    public bool AllowInMemoryOnLambda { get; set; }

    /// <summary>
    /// A route key for heartbeats, which gets a response without a handler: API Gateway closes connections that are idle for
    /// <see
    /// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">ten
    /// minutes</see>.
    /// With <c>"ping"</c>, the response to <c>{"action":"ping"}</c> is <c>{"type":"ping","data":"pong"}</c>.
    /// </summary>
    public string? KeepAlive { get; set; }

    /// <summary>
    /// The naming policy of members and enum values in JSON. The default is camelCase;
    /// <see cref="JsonKnownNamingPolicy.Unspecified"/> keeps the C# names. Keys of dictionaries are never changed.
    /// </summary>
    public JsonKnownNamingPolicy JsonNamingPolicy { get; set; } = JsonKnownNamingPolicy.CamelCase;

    /// <summary>
    /// The JSON form of enums. The default is <see cref="JsonEnumStyle.Names"/>. A <see cref="JsonConverterAttribute"/> on an enum
    /// or a member takes precedence.
    /// </summary>
    public JsonEnumStyle JsonEnumStyle { get; set; }

    /// <summary>
    /// When members without an attribute of their own are omitted from JSON. The default is never. <see
    /// cref="JsonIgnoreCondition.Always"/> is a compile-time error.
    /// </summary>
    public JsonIgnoreCondition JsonDefaultIgnoreCondition { get; set; }

    /// <summary>Whether numbers are read from strings or written as strings. The default is neither.</summary>
    public JsonNumberHandling JsonNumberHandling { get; set; }

    /// <summary>Whether the names of members are matched without regard to case. The default is <see langword="false"/>.</summary>
    public bool JsonPropertyNameCaseInsensitive { get; set; }

    /// <summary>
    /// Whether nullable annotations apply to JSON (the default). If so, a body is rejected if a non-nullable member is null, or if a
    /// constructor parameter without a default value is missing.
    /// </summary>
    public bool JsonRespectNullableAnnotations { get; set; } = true;

    /// <summary>
    /// A context of your own: a partial class that derives from <see cref="JsonSerializerContext"/>. It reads and writes the types
    /// that its <see cref="JsonSerializableAttribute"/>s list, with the JSON options of this API. The contracts of all other types
    /// are generated. Types of both kinds can contain each other.
    /// </summary>
    public Type? JsonContext { get; set; }
}
