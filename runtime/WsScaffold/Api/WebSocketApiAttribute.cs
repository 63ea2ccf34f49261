using System.Text.Json.Serialization;

namespace WsScaffold;

/// <summary>
/// Makes a partial class the WebSocket API of its assembly. Its tagged methods, and those of every other class of the
/// assembly, become the routes of one Amazon API Gateway WebSocket API.
/// </summary>
/// <remarks>One API per assembly.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WebSocketApiAttribute : Attribute
{
    /// <summary>
    /// How API Gateway finds the route key in a message; <c>$request.body.action</c> unless told otherwise.
    /// See <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html">selection expressions</see>.
    /// </summary>
    public string RouteSelectionExpression { get; set; } = "$request.body.action";

    /// <summary>How typed answers and pushes are wrapped; <see cref="Envelope.Typed"/> unless told otherwise.</summary>
    public Envelope Envelope { get; set; }

    /// <summary>
    /// The origins that browsers may connect from, for example <c>https://chat.example.com</c>. A handshake that carries
    /// another <c>Origin</c> is refused with 403 before any handler runs; one without <c>Origin</c> (not a browser) passes.
    /// Empty (the default) lets every origin in: API Gateway itself checks none.
    /// </summary>
    public string[] AllowedOrigins { get; set; } = [];

    /// <summary>
    /// Where connections are kept. With a store the framework registers each accepted handshake and removes each closed
    /// connection itself, and <see cref="IClients{TClient}"/> reaches users, groups and everybody.
    /// </summary>
    public ConnectionStore Store { get; set; }

    /// <summary>
    /// Lets an API with <see cref="ConnectionStore.InMemory"/> start in Lambda, where each execution environment then knows
    /// only the connections that it accepted itself.
    /// </summary>
    public bool AllowInMemoryOnLambda { get; set; }

    /// <summary>
    /// A route key that is answered without a handler, for clients that keep the connection alive: API Gateway closes one that
    /// was idle for <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">ten minutes</see>.
    /// With <c>"ping"</c>, <c>{"action":"ping"}</c> is answered <c>{"type":"ping","data":"pong"}</c>.
    /// </summary>
    public string? KeepAlive { get; set; }

    /// <summary>
    /// The names of members and of enum values in JSON; camelCase unless told otherwise,
    /// <see cref="JsonKnownNamingPolicy.Unspecified"/> leaves them as they are in C#. Keys of dictionaries are never changed.
    /// </summary>
    public JsonKnownNamingPolicy JsonNamingPolicy { get; set; } = JsonKnownNamingPolicy.CamelCase;

    /// <summary>How enums are written and read; <see cref="JsonEnumStyle.Names"/> unless told otherwise. A <see cref="JsonConverterAttribute"/> on an enum or a member wins.</summary>
    public JsonEnumStyle JsonEnumStyle { get; set; }

    /// <summary>Which members are left out of JSON unless they say otherwise; none is by default. <see cref="JsonIgnoreCondition.Always"/> is refused at compile time.</summary>
    public JsonIgnoreCondition JsonDefaultIgnoreCondition { get; set; }

    /// <summary>Whether numbers may be, or are, strings; neither by default.</summary>
    public JsonNumberHandling JsonNumberHandling { get; set; }

    /// <summary>Whether the names of members are read without regard to case; they are matched exactly by default.</summary>
    public bool JsonPropertyNameCaseInsensitive { get; set; }

    /// <summary>
    /// Whether nullable annotations hold in JSON (the default): null for a member that can't be null, and a constructor
    /// parameter that is missing and has no default value, make a bad body.
    /// </summary>
    public bool JsonRespectNullableAnnotations { get; set; } = true;

    /// <summary>
    /// The project's own context: a partial class that derives from <see cref="JsonSerializerContext"/>. It reads and writes
    /// the types that its <see cref="JsonSerializableAttribute"/>s list, under the options of this API; all others are
    /// generated, whichever of the two holds the other.
    /// </summary>
    public Type? JsonContext { get; set; }
}
