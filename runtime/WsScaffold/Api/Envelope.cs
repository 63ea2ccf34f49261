namespace WsScaffold;

/// <summary>
/// The form of responses and pushes on the wire. A <see cref="string"/> or a <see cref="ReadOnlyMemory{T}"/> of bytes is never
/// wrapped.
/// </summary>
public enum Envelope
{
    /// <summary>
    /// <c>{"type":"routeKey","id":…,"data":{…}}</c>: <c>type</c> is the route key of the request or the name of the
    /// push; <c>id</c> repeats the <c>id</c> of the request if it has one. API Gateway can deliver responses out of order, so a
    /// client needs both to match a response to its request.
    /// </summary>
    Typed,

    /// <summary>The value without an envelope.</summary>
    None,
}
