using WsScaffold.ApiGateway;

namespace WsScaffold.Generator.Routes;

/// <summary>The route keys that API Gateway keeps for itself, and what to write instead of them.</summary>
internal static class ReservedKeys
{
    // Two letters that are wrong, missing or one too many are a slip; more is another word.
    private const int LongestSlip = 2;

    private static readonly (string Key, string Attribute)[] _all =
    [
        (RouteKeys.Connect, "ConnectRoute"),
        (RouteKeys.Disconnect, "DisconnectRoute"),
        (RouteKeys.Default, "DefaultRoute"),
    ];

    /// <summary>The attribute of the reserved key that somebody probably meant; null when it is like none.</summary>
    public static string? Nearest(string key)
    {
        var (distance, attribute) = _all
            .Select(reserved => (Distance(key.ToLowerInvariant(), reserved.Key), reserved.Attribute))
            .OrderBy(static candidate => candidate.Item1)
            .First();
        return distance <= LongestSlip ? attribute : null;
    }

    // Levenshtein's: how many letters to change, add or leave out.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
