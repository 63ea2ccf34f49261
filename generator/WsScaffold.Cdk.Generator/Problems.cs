namespace WsScaffold.Cdk.Generator;

/// <summary>Why what an API's assembly says can't be deployed.</summary>
internal static class Problems
{
    private static readonly Version s_ownVersion = typeof(Problems).Assembly.GetName().Version;

    /// <param name="named">The API, and others of the same name.</param>
    public static IEnumerable<string> Of(IReadOnlyList<ReferencedApi> named)
    {
        var api = named[0];
        foreach (var twin in named.Skip(1))
        {
            yield return $"'{api.AssemblyName}' and '{twin.AssemblyName}' both have an API named '{api.FullName}'. Rename one of the classes, or deploy them from two projects.";
        }

        if (!IsCompatible(api.GeneratorVersion))
        {
            yield return $"'{api.AssemblyName}' was built with WsScaffold {api.GeneratorVersion}, and this project has WsScaffold.Cdk {s_ownVersion.ToString(3)}. Give both packages the same version and build again.";
        }
        else if (api.Routes.Count == 0)
        {
            yield return $"'{api.FullName}' of '{api.AssemblyName}' has no routes to deploy. Tag a method of it, for example with [WebSocketRoute(\"sendMessage\")] or [DefaultRoute].";
        }
    }

    public static string NoApi(IEnumerable<string> assemblies) =>
        $"No class of {string.Join(", ", assemblies.Select(static name => $"'{name}'"))} is tagged [WebSocketApi], so there are no routes to deploy. Tag the API's class, and give WsScaffold and WsScaffold.Cdk the same version.";

    // What generators write for each other stays readable within a major version, and before the first within a minor one.
    private static bool IsCompatible(string version) =>
        Version.TryParse(version, out var other)
        && other.Major == s_ownVersion.Major
        && (other.Major > 0 || other.Minor == s_ownVersion.Minor);
}
