namespace WsScaffold.Testing;

/// <summary>How a connection ended.</summary>
/// <param name="Code">
/// The close code, for example 1001 for a connection that was idle for 10 minutes or open for 2 hours, 1000 after a <c>DELETE</c> of
/// <c>@connections</c>, and 1006 if the connection was lost without a close frame.
/// </param>
/// <param name="Reason">The reason, or an empty string.</param>
public sealed record ConnectionClose(int Code, string Reason);
