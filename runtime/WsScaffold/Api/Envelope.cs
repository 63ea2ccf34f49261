namespace WsScaffold;

/// <summary>How a typed answer or push is wrapped on the wire. A <see cref="string"/> or <see cref="ReadOnlyMemory{T}"/> of bytes is never wrapped.</summary>
public enum Envelope
{
    /// <summary>
    /// <c>{"type":"routeKey","id":…,"data":{…}}</c>: <c>type</c> is the route key of the request or the name of the push,
    /// <c>id</c> repeats the request's own <c>id</c> when it has one. API Gateway may deliver answers out of order, so a
    /// client needs both to tell which request an answer belongs to.
    /// </summary>
    Typed,

    /// <summary>The value alone.</summary>
    None,
}
