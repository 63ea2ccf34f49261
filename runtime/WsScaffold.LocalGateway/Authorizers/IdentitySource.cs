using WsScaffold.Gateway.Events;

namespace WsScaffold.Gateway.Authorizers;

/// <summary>
/// A header or query parameter that a handshake must have, or else the authorizer is not invoked:
/// <c>route.request.header.Name</c> or <c>route.request.querystring.name</c>.
/// </summary>
internal static class IdentitySource
{
    private const string Header = "route.request.header.";
    private const string Query = "route.request.querystring.";

    /// <summary>Validates an identity source.</summary>
    /// <exception cref="FormatException">The local gateway does not support the identity source.</exception>
    public static void Validate(string source)
    {
        if (!IsOf(Header, source) && !IsOf(Query, source))
        {
            throw new FormatException(
                $"The local gateway does not support the authorizer's identity source '{source}': use {Header}Name or {Query}name.");
        }
    }

    /// <summary>Whether the handshake has the header or query parameter with a value that is not empty.</summary>
    public static bool IsIn(string source, IReadOnlyList<NameValues> headers, IReadOnlyList<NameValues> query) =>
        source.StartsWith(Header, StringComparison.Ordinal)
            ? Has(headers, source[Header.Length..], StringComparison.OrdinalIgnoreCase)
            : Has(query, source[Query.Length..], StringComparison.Ordinal);

    /// <summary>The wscat command that connects with all identity sources. An ellipsis stands for each value.</summary>
    public static string Wscat(Uri url, IReadOnlyList<string> sources)
    {
        var query = sources.Where(static source => IsOf(Query, source)).Select(static source => $"{source[Query.Length..]}=…").ToList();
        var headers = sources.Where(static source => IsOf(Header, source)).Select(static source => $" -H \"{source[Header.Length..]}: …\"");
        var target = query.Count == 0 ? $"{url}" : $"\"{url}?{string.Join('&', query)}\"";
        return $"npx wscat -c {target}{string.Concat(headers)}";
    }

    private static bool IsOf(string prefix, string source) =>
        source.Length > prefix.Length && source.StartsWith(prefix, StringComparison.Ordinal);

    private static bool Has(IReadOnlyList<NameValues> entries, string name, StringComparison comparison) =>
        entries.Any(entry => entry.Name.Equals(name, comparison) && entry.Values[^1].Length > 0);
}
