using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace WsScaffold.DynamoDB;

/// <summary>A row, read through the names of its attributes.</summary>
internal readonly struct Row(Dictionary<string, AttributeValue> attributes)
{
    public const string State = "state";
    public const string Opened = "opened";
    public const string Connected = "connected";
    public const string Seen = "seen";
    public const string User = "user";
    public const string Memberships = "memberships";
    public const string Token = "token";

    /// <summary>The state before the handshake is accepted: reads skip the row.</summary>
    public const string Pending = "pending";

    /// <summary>The state of a row that reads return.</summary>
    public const string Open = "open";

    /// <summary>The state after the connection was removed: reads skip the row.</summary>
    public const string Closed = "closed";

    public string ConnectionId => attributes[ConnectionTable.SortKey].S;

    public string StateText => attributes.TryGetValue(State, out var state) ? state.S : "";

    public string TokenText => attributes[Token].S;

    public string? UserText => attributes.TryGetValue(User, out var user) ? user.S : null;

    /// <summary>Whether the handshake of the connection was accepted. If not, the closed row is kept as a tombstone.</summary>
    public bool WasOpen => attributes.ContainsKey(Opened);

    public IEnumerable<Membership> MembershipList =>
        attributes.TryGetValue(Memberships, out var list) && list.SS is { } texts ? texts.Select(Membership.Parse) : [];

    public DateTimeOffset Expires => DateTimeOffset.FromUnixTimeSeconds(Number(ConnectionTable.TimeToLive));

    public DateTimeOffset Time(string name) => DateTimeOffset.FromUnixTimeMilliseconds(Number(name));

    /// <summary>Seconds, as required by DynamoDB's time to live. Rounded up, so that no row expires early.</summary>
    public static AttributeValue ExpiresAt(DateTimeOffset time) => Of((time.ToUnixTimeMilliseconds() + 999) / 1_000);

    public static AttributeValue Milliseconds(DateTimeOffset time) => Of(time.ToUnixTimeMilliseconds());

    /// <summary>The current time, to compare with expiry times.</summary>
    public static AttributeValue Seconds(DateTimeOffset now) => Of(now.ToUnixTimeSeconds());

    private static AttributeValue Of(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    private long Number(string name) =>
        attributes.TryGetValue(name, out var value)
        && long.TryParse(value.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
