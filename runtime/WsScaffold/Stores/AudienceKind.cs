namespace WsScaffold;

/// <summary>The kinds of <see cref="Audience"/>.</summary>
public enum AudienceKind
{
    /// <summary>All connections.</summary>
    All,

    /// <summary>The connections of a user.</summary>
    User,

    /// <summary>The connections that joined a group.</summary>
    Group,
}
