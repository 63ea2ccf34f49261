namespace WsScaffold.Gateway.Events;

/// <summary>The data about a connection that every event repeats. It never changes while the connection is open.</summary>
internal sealed record ConnectionFacts
{
    public required string ConnectionId { get; init; }

    /// <summary>The last bits of the connection ID, which the IDs of its messages repeat.</summary>
    public required long IdTail { get; init; }

    public required DateTimeOffset ConnectedAt { get; init; }

    /// <summary>The client's <c>Host</c> header, with the port.</summary>
    public required string DomainName { get; init; }

    public required string SourceIp { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>The authorizer's response; <see langword="null"/> if the API has no authorizer.</summary>
    public AuthorizerFacts? Authorizer { get; init; }
}
