using WsScaffold.ApiGateway;
using WsScaffold.Gateway.Events;

namespace WsScaffold.Gateway.Authorizers;

/// <summary>
/// A header or query parameter that a handshake must have, or else the authorizer is not invoked:
/// <c>route.request.header.Name</c> or <c>route.request.querystring.name</c>.
/// </summary>
internal static class IdentitySource
{
    /// <summary>Validates an identity source.</summary>
    /// <exception cref="FormatException">The local gateway does not support the identity source.</exception>
    public static void Validate(string source)
    {
        if ((IdentitySources.NameIn(source, IdentitySources.Header) ?? IdentitySources.NameIn(source, IdentitySources.Query)) is null)
        {
            throw new FormatException(
                $"The local gateway does not support the authorizer's identity source '{source}': use {IdentitySources.Header}Name or "
                    + $"{IdentitySources.Query}name."
            );
        }
    }

    /// <summary>Whether the handshake has the header or query parameter with a value that is not empty.</summary>
    public static bool IsIn(string source, IReadOnlyList<NameValues> headers, IReadOnlyList<NameValues> query) =>
        IdentitySources.NameIn(source, IdentitySources.Header) is { } header
            ? Has(headers, header, StringComparison.OrdinalIgnoreCase)
            : IdentitySources.NameIn(source, IdentitySources.Query) is { } name && Has(query, name, StringComparison.Ordinal);

    /// <summary>The wscat command that connects with all identity sources. An ellipsis stands for each value.</summary>
    public static string Wscat(Uri url, IReadOnlyList<string> sources)
    {
        var query = Names(sources, IdentitySources.Query).Select(static name => $"{name}=…").ToList();
        var headers = Names(sources, IdentitySources.Header).Select(static name => $" -H \"{name}: …\"");
        var target = query.Count == 0 ? $"{url}" : $"\"{url}?{string.Join('&', query)}\"";
        return $"npx wscat -c {target}{string.Concat(headers)}";
    }

    private static IEnumerable<string> Names(IEnumerable<string> sources, string kind) =>
        sources.Select(source => IdentitySources.NameIn(source, kind)).OfType<string>();

    private static bool Has(IReadOnlyList<NameValues> entries, string name, StringComparison comparison) =>
        entries.Any(entry => entry.Name.Equals(name, comparison) && entry.Values[^1].Length > 0);
}
