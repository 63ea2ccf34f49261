namespace WsScaffold.Gateway.Events;

/// <summary>The data that is new in each event: <c>requestId</c> (equal to <c>extendedRequestId</c>) and the time.</summary>
internal readonly record struct EventFacts(string RequestId, DateTimeOffset Time)
{
    public static EventFacts New(DateTimeOffset now) => new(GatewayIds.New(now), now);
}
