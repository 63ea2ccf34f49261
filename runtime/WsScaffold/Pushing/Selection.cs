namespace WsScaffold.Pushing;

/// <summary>Who is sent to, and how.</summary>
internal sealed record Selection
{
    public static Selection Everybody { get; } = new();

    /// <summary>The connections that are named, each once; null for <see cref="Audience"/>.</summary>
    public string[]? ConnectionIds { get; init; }

    /// <summary>Whose connections, of the store's.</summary>
    public Audience Audience { get; init; }

    /// <summary>Where in the audience to begin.</summary>
    public StorePosition Position { get; init; }

    /// <summary>Who is left out.</summary>
    public HashSet<string>? Except { get; init; }

    /// <summary>Is told what becomes of each.</summary>
    public Action<SendOutcome>? Callback { get; init; }

    /// <summary>Whether a message that is too long is sent in parts.</summary>
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
