using System.Security.Cryptography;

namespace WsScaffold.DynamoDB;

/// <summary>
/// That a connection is in a group, or of a user, as the connection's own row lists it. The token tells one joining from a
/// later one of the same group.
/// </summary>
internal readonly record struct Membership(Audience Audience, string Token)
{
    private const int TokenLength = 16;

    /// <summary>A token that no joining had before.</summary>
    public static string NewToken() => RandomNumberGenerator.GetHexString(TokenLength, lowercase: true);

    /// <summary>The text in the list: <c>g</c> or <c>u</c>, the token, the name.</summary>
    public override string ToString() => $"{(Audience.Kind == AudienceKind.User ? 'u' : 'g')}{Token}{Audience.Name}";

    public static Membership Parse(string text)
    {
        var name = text[(1 + TokenLength)..];
        return new(text[0] == 'u' ? Audience.User(name) : Audience.Group(name), text[1..(1 + TokenLength)]);
    }
}
