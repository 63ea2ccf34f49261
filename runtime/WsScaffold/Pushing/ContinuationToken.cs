using System.Globalization;

namespace WsScaffold.Pushing;

/// <summary>
/// Writes and reads the token of a <see cref="SendContinuation"/>: <c>1/kind/name/partition/after/except,except</c>, or
/// <c>1/ids/id,id</c>, each part escaped as in a URL.
/// </summary>
internal static class ContinuationToken
{
    private const string Version = "1";
    private const string NamedConnections = "ids";

    public static SendContinuation Of(Selection selection, StorePosition position) =>
        new(
            string.Join(
                '/',
                Version,
                selection.Audience.Kind,
                Uri.EscapeDataString(selection.Audience.Name),
                position.Partition.ToString(CultureInfo.InvariantCulture),
                Uri.EscapeDataString(position.After ?? ""),
                List(selection.Except ?? [])
            )
        );

    public static SendContinuation Of(IEnumerable<string> connectionIds) => new($"{Version}/{NamedConnections}/{List(connectionIds)}");

    /// <exception cref="FormatException">The text is not a continuation token.</exception>
    public static Selection Read(string token)
    {
        switch (token.Split('/'))
        {
            case [Version, NamedConnections, var connectionIds]:
                return new() { ConnectionIds = Items(connectionIds) };
            case [Version, var kind, var name, var partition, var after, var except]
                when Audience(kind, Uri.UnescapeDataString(name)) is { } audience
                && int.TryParse(partition, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                return new()
                {
                    Audience = audience,
                    Position = new(number, after.Length == 0 ? null : Uri.UnescapeDataString(after)),
                    Except = new(Items(except), StringComparer.Ordinal),
                };
            default:
                throw new FormatException(
                    "The text is not a valid continuation token. Pass the unchanged token of SendSummary.Continuation."
                );
        }
    }

    private static Audience? Audience(string kind, string name) => (kind, name.Length) switch
    {
        (nameof(AudienceKind.All), 0) => WsScaffold.Audience.All,
        (nameof(AudienceKind.User), > 0 and <= WsScaffold.Audience.MaxNameLength) => WsScaffold.Audience.User(name),
        (nameof(AudienceKind.Group), > 0 and <= WsScaffold.Audience.MaxNameLength) => WsScaffold.Audience.Group(name),
        _ => null,
    };

    private static string List(IEnumerable<string> connectionIds) => string.Join(',', connectionIds.Select(Uri.EscapeDataString));

    private static string[] Items(string list) =>
        [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
}
