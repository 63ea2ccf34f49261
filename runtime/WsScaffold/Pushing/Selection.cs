namespace WsScaffold.Pushing;

/// <summary>The recipients of a send, and its options.</summary>
internal sealed record Selection
{
    public static Selection Everybody { get; } = new();

    /// <summary>The selected connection IDs, without duplicates; null if <see cref="Audience"/> applies.</summary>
    public string[]? ConnectionIds { get; init; }

    /// <summary>The audience in the store.</summary>
    public Audience Audience { get; init; }

    /// <summary>The position in the audience at which the send starts.</summary>
    public StorePosition Position { get; init; }

    /// <summary>The excluded connection IDs.</summary>
    public HashSet<string>? Except { get; init; }

    /// <summary>Called with the outcome for each recipient.</summary>
    public Action<SendOutcome>? Callback { get; init; }

    /// <summary>Whether a message over the size limit is sent in parts.</summary>
    public bool Chunked { get; init; }

    public bool Excepts(string connectionId) => Except is not null && Except.Contains(connectionId);

    public static string[] Distinct(IEnumerable<string> connectionIds)
    {
        ArgumentNullException.ThrowIfNull(connectionIds);
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        foreach (var connectionId in connectionIds)
        {
            ArgumentException.ThrowIfNullOrEmpty(connectionId, nameof(connectionIds));
            distinct.Add(connectionId);
        }

        return [.. distinct];
    }
}
