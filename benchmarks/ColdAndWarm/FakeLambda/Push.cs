namespace ColdAndWarm.FakeLambda;

/// <summary>One message that the function posted to a connection.</summary>
internal sealed record Push(string ConnectionId, byte[] Message);
