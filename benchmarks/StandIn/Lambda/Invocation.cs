namespace StandIn.Lambda;

internal sealed record Invocation(string RequestId, string? TraceId, byte[] Event);
