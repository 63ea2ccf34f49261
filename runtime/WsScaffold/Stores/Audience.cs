namespace WsScaffold;

/// <summary>
/// A set of connections in the store: all connections, those of a user, or those of a group. The <see langword="default"/> value is
/// <see cref="All"/>.
/// </summary>
public readonly record struct Audience
{
    /// <summary>
    /// The maximum length of the name of a user or a group, in characters. It keeps the keys of DynamoDB rows below 2,048 bytes.
    /// </summary>
    public const int MaxNameLength = 512;

    private readonly string? _name;

    private Audience(AudienceKind kind, string name)
    {
        Kind = kind;
        _name = name;
    }

    /// <summary>All connections.</summary>
    public static Audience All => default;

    /// <summary>The kind of the audience.</summary>
    public AudienceKind Kind { get; }

    /// <summary>The name of the user or of the group. Empty for <see cref="All"/>.</summary>
    public string Name => _name ?? "";

    /// <summary>The connections of a user.</summary>
    /// <param name="user">The authorizer's <c>principalId</c>.</param>
    /// <returns>The audience.</returns>
    /// <exception cref="ArgumentException"><paramref name="user"/> is empty or over 512 characters.</exception>
    public static Audience User(string user) => new(AudienceKind.User, Checked(user, nameof(user)));

    /// <summary>The connections that joined a group.</summary>
    /// <param name="group">The name of the group. It is case-sensitive.</param>
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
            : throw new ArgumentException(
                $"The name has {name.Length} characters; the maximum is {MaxNameLength}. Use a shorter ID.",
                parameter
            );
    }
}
