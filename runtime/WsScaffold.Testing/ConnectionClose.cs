namespace WsScaffold.Testing;

/// <summary>How a connection ended.</summary>
/// <param name="Code">The close code: 1001 when idle or after two hours, 1000 after a <c>DELETE</c>, 1006 for a connection that was lost.</param>
/// <param name="Reason">The reason; empty for none.</param>
public sealed record ConnectionClose(int Code, string Reason);
