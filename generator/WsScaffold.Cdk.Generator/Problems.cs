using System.Globalization;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Cdk.Generator;

/// <summary>Why what the project references can't be deployed.</summary>
/// <param name="Rule">The rule that is broken.</param>
/// <param name="ApiName">The class that the routes are of; null when there is none.</param>
internal sealed record Problem(DiagnosticDescriptor Rule, string? ApiName, params object[] Arguments)
{
    /// <summary>Whether it holds even of a project that names no routes.</summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>As the one line that the generator writes where no analyzer says it.</summary>
    public string Text => $"{Rule.Id}: {Diagnostic.Create(Rule, Location.None, Arguments).GetMessage(CultureInfo.InvariantCulture)}";
}

internal static class Problems
{
    private static readonly Version _ownVersion = typeof(Problems).Assembly.GetName().Version;

    public static IEnumerable<Problem> Of(References references) => references.Apis
        .GroupBy(static api => api.FullName, StringComparer.Ordinal)
        .SelectMany(static named => Of([.. named]))
        .Concat(references.Apis.Count == 0 ? [NoApi(references.WithoutApi)] : []);

    /// <param name="named">The API, and others of the same name.</param>
    public static IEnumerable<Problem> Of(IReadOnlyList<ReferencedApi> named)
    {
        var api = named[0];
        foreach (var twin in named.Skip(1))
        {
            yield return new(DeploymentRules.SameName, api.Name, api.AssemblyName, twin.AssemblyName, api.FullName);
        }

        if (!IsCompatible(api.GeneratorVersion))
        {
            yield return new(DeploymentRules.OtherVersion, api.Name, api.AssemblyName, api.GeneratorVersion, _ownVersion.ToString(3));
        }
        else if (api.Routes.Count == 0)
        {
            yield return new(DeploymentRules.NoRoutes, api.Name, api.FullName, api.AssemblyName);
        }
    }

    private static Problem NoApi(EquatableArray<string> assemblies) =>
        assemblies.Count == 0
            ? new(
                DeploymentRules.NoApi,
                null,
                "this project references no project with an API",
                "Reference the project whose class is tagged [WebSocketApi]"
            )
            {
                IsCertain = false,
            }
            : new(
                DeploymentRules.NoApi,
                null,
                $"no class in {string.Join(", ", assemblies.Select(static name => $"'{name}'"))} is tagged [WebSocketApi]",
                "Tag the API class, and use the same version of WsScaffold and WsScaffold.Cdk"
            );

    // What generators write for each other stays readable within a major version, and before the first within a minor one.
    private static bool IsCompatible(string version) =>
        Version.TryParse(version, out var other)
        && other.Major == _ownVersion.Major
        && (other.Major > 0 || other.Minor == _ownVersion.Minor);
}
