namespace WsScaffold.Gateway.Events;

/// <summary>What every event says about its connection; constant while the connection lasts.</summary>
internal sealed record ConnectionFacts
{
    public required string ConnectionId { get; init; }

    /// <summary>The bits that the IDs of its messages repeat.</summary>
    public required long IdTail { get; init; }

    public required DateTimeOffset ConnectedAt { get; init; }

    /// <summary>The host that the client named, with its port.</summary>
    public required string DomainName { get; init; }

    public required string SourceIp { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>What the authorizer said; <see langword="null"/> when the API has none.</summary>
    public AuthorizerFacts? Authorizer { get; init; }
}

/// <summary>What an authorizer said of a connection, which every event repeats.</summary>
/// <param name="Values">Its context, every value as text.</param>
/// <param name="Latency">How long it took.</param>
internal sealed record AuthorizerFacts(string PrincipalId, IReadOnlyDictionary<string, string> Values, TimeSpan Latency);

/// <summary>What is new in each event: <c>requestId</c> (and <c>extendedRequestId</c>, which equals it) and its time.</summary>
internal readonly record struct RequestFacts(string RequestId, DateTimeOffset Time)
{
    public static RequestFacts New(DateTimeOffset now) => new(GatewayIds.New(now), now);
}

/// <summary>A header or query parameter with all its values, in the order they came.</summary>
internal readonly record struct NameValues(string Name, IReadOnlyList<string> Values);
