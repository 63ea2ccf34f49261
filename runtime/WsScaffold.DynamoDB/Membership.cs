using System.Security.Cryptography;

namespace WsScaffold.DynamoDB;

/// <summary>
/// A group or user that a connection belongs to, as listed in the row of the connection. The token distinguishes a join from a later join
/// of the same group.
/// </summary>
internal readonly record struct Membership(Audience Audience, string Token)
{
    private const int TokenLength = 16;

    /// <summary>Creates a unique token.</summary>
    public static string NewToken() => RandomNumberGenerator.GetHexString(TokenLength, lowercase: true);

    /// <summary>The text in the list: <c>g</c> or <c>u</c>, the token, then the name.</summary>
    public override string ToString() => $"{(Audience.Kind == AudienceKind.User ? 'u' : 'g')}{Token}{Audience.Name}";

    public static Membership Parse(string text)
    {
        var name = text[(1 + TokenLength)..];
        return new(text[0] == 'u' ? Audience.User(name) : Audience.Group(name), text[1..(1 + TokenLength)]);
    }
}
