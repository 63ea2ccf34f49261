namespace WsScaffold.Testing.Conversations;

/// <summary>A received message, or the end of the connection.</summary>
internal sealed record ReceivedFrame(string? Text, ConnectionClose? Close);
