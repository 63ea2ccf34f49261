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
}
