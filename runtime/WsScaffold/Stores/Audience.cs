namespace WsScaffold;

/// <summary>Whose connections: everybody's, a user's or a group's. The <see langword="default"/> is <see cref="All"/>.</summary>
public readonly record struct Audience
{
    /// <summary>The longest name of a user or a group, in characters: with it a row's key stays within DynamoDB's 2,048 bytes.</summary>
    public const int MaxNameLength = 512;

    private readonly string? _name;

    private Audience(AudienceKind kind, string name)
    {
        Kind = kind;
        _name = name;
    }

    /// <summary>Everybody.</summary>
    public static Audience All => default;

    /// <summary>What kind of audience it is.</summary>
    public AudienceKind Kind { get; }

    /// <summary>The user or the group; empty for <see cref="All"/>.</summary>
    public string Name => _name ?? "";

    /// <summary>The connections of a user.</summary>
    /// <param name="user">The authorizer's <c>principalId</c>.</param>
    /// <returns>The audience.</returns>
    /// <exception cref="ArgumentException"><paramref name="user"/> is empty or over 512 characters.</exception>
    public static Audience User(string user) => new(AudienceKind.User, Checked(user, nameof(user)));

    /// <summary>The connections that joined a group.</summary>
    /// <param name="group">The group's name, compared exactly and by case.</param>
    /// <returns>The audience.</returns>
    /// <exception cref="ArgumentException"><paramref name="group"/> is empty or over 512 characters.</exception>
    public static Audience Group(string group) => new(AudienceKind.Group, Checked(group, nameof(group)));

    /// <inheritdoc/>
    public override string ToString() => Kind == AudienceKind.All ? "all" : $"{(Kind == AudienceKind.User ? "user" : "group")} {Name}";

    private static string Checked(string name, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        return name.Length <= MaxNameLength
            ? name
            : throw new ArgumentException($"The name is {name.Length} characters long, and {MaxNameLength} are the most: use an ID instead.", parameter);
    }
}

/// <summary>The kinds of <see cref="Audience"/>.</summary>
public enum AudienceKind
{
    /// <summary>Everybody.</summary>
    All,

    /// <summary>The connections of a user.</summary>
    User,

    /// <summary>The connections that joined a group.</summary>
    Group,
}
