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
}
