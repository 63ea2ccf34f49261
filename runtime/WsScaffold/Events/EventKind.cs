namespace WsScaffold.Events;

internal enum EventKind
{
    Connect,
    Message,
    Disconnect,

    /// <summary>The event of a Lambda authorizer, of type <c>REQUEST</c>.</summary>
    Authorizer,
}
