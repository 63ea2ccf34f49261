using WsScaffold.Gateway.Events;

namespace WsScaffold.Gateway.Authorizers;

/// <summary>What a handshake must have for the authorizer to be asked: <c>route.request.header.Name</c> or <c>route.request.querystring.name</c>.</summary>
internal static class IdentitySource
{
    private const string Header = "route.request.header.";
    private const string Query = "route.request.querystring.";

    /// <summary>Checks an expression.</summary>
    /// <exception cref="FormatException">It is of no form that the gateway knows.</exception>
    public static void Validate(string source)
    {
        if (!IsOf(Header, source) && !IsOf(Query, source))
        {
            throw new FormatException($"The authorizer's identity source '{source}' is unknown here: use {Header}Name or {Query}name.");
        }
    }

    /// <summary>Whether the handshake has it, and not empty.</summary>
    public static bool IsIn(string source, IReadOnlyList<NameValues> headers, IReadOnlyList<NameValues> query) => source.StartsWith(Header, StringComparison.Ordinal)
        ? Has(headers, source[Header.Length..], StringComparison.OrdinalIgnoreCase)
        : Has(query, source[Query.Length..], StringComparison.Ordinal);

    /// <summary>How wscat is called for a handshake that has them all, with dots for what only the developer knows.</summary>
    public static string Wscat(Uri url, IReadOnlyList<string> sources)
    {
        var query = sources.Where(static source => IsOf(Query, source)).Select(static source => $"{source[Query.Length..]}=…").ToList();
        var headers = sources.Where(static source => IsOf(Header, source)).Select(static source => $" -H \"{source[Header.Length..]}: …\"");
        return $"npx wscat -c {(query.Count == 0 ? $"{url}" : $"\"{url}?{string.Join('&', query)}\"")}{string.Concat(headers)}";
    }

    private static bool IsOf(string prefix, string source) => source.Length > prefix.Length && source.StartsWith(prefix, StringComparison.Ordinal);

    private static bool Has(IReadOnlyList<NameValues> entries, string name, StringComparison comparison) =>
        entries.Any(entry => entry.Name.Equals(name, comparison) && entry.Values[^1].Length > 0);
}
