namespace WsScaffold.Gateway.Events;

/// <summary>The authorizer's response, which every later event of the connection repeats.</summary>
/// <param name="Values">The context that the authorizer returned, every value as text.</param>
/// <param name="Latency">How long the authorizer took.</param>
internal sealed record AuthorizerFacts(string PrincipalId, IReadOnlyDictionary<string, string> Values, TimeSpan Latency);
