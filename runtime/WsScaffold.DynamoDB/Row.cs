using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace WsScaffold.DynamoDB;

/// <summary>The attributes of a row beside its keys.</summary>
internal readonly struct Row(Dictionary<string, AttributeValue> attributes)
{
    public const string State = "state";
    public const string Opened = "opened";
    public const string Connected = "connected";
    public const string Seen = "seen";
    public const string User = "user";
    public const string Memberships = "memberships";
    public const string Token = "token";

    /// <summary>Not readable yet.</summary>
    public const string Pending = "pending";
    public const string Open = "open";

    /// <summary>Not readable any more.</summary>
    public const string Closed = "closed";

    public string ConnectionId => attributes[ConnectionTable.SortKey].S;

    public string StateText => attributes.TryGetValue(State, out var state) ? state.S : "";

    public string TokenText => attributes[Token].S;

    public string? UserText => attributes.TryGetValue(User, out var user) ? user.S : null;

    /// <summary>Whether its handshake was ever accepted; if not, what is left of it is a tombstone.</summary>
    public bool WasOpen => attributes.ContainsKey(Opened);

    public IEnumerable<Membership> MembershipList =>
        attributes.TryGetValue(Memberships, out var list) && list.SS is { } texts ? texts.Select(Membership.Parse) : [];

    public DateTimeOffset Expires => DateTimeOffset.FromUnixTimeSeconds(Number(ConnectionTable.TimeToLive));

    public DateTimeOffset Time(string name) => DateTimeOffset.FromUnixTimeMilliseconds(Number(name));

    /// <summary>Seconds, as DynamoDB's time to live wants them; rounded up, so that nothing expires early.</summary>
    public static AttributeValue ExpiresAt(DateTimeOffset time) => Of((time.ToUnixTimeMilliseconds() + 999) / 1_000);

    public static AttributeValue Milliseconds(DateTimeOffset time) => Of(time.ToUnixTimeMilliseconds());

    /// <summary>What expired rows are compared with.</summary>
    public static AttributeValue Seconds(DateTimeOffset now) => Of(now.ToUnixTimeSeconds());

    private static AttributeValue Of(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    private long Number(string name) =>
        attributes.TryGetValue(name, out var value) && long.TryParse(value.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
