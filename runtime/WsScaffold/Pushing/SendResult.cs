namespace WsScaffold;

/// <summary>The result of a push to one connection.</summary>
public enum SendResult
{
    /// <summary>The message was delivered.</summary>
    Delivered,

    /// <summary>The connection no longer exists (410).</summary>
    Gone,

    /// <summary>The connection or the account was still throttled (429) after all retries.</summary>
    Throttled,

    /// <summary>The message was not delivered for another reason, or its delivery is unknown.</summary>
    Failed,
}
