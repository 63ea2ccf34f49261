namespace WsScaffold;

/// <summary>The outcome of a send for one connection.</summary>
/// <param name="ConnectionId">The connection ID.</param>
/// <param name="Result">The result.</param>
public readonly record struct SendOutcome(string ConnectionId, SendResult Result);
