using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Makes rules: each has a page in <c>docs/diagnostics</c>, which its help link opens.</summary>
internal static class Rule
{
    private const string Pages = "https://github.com/wsscaffold/wsscaffold/blob/main/docs/diagnostics/";

    public static DiagnosticDescriptor Create(string id, string category, DiagnosticSeverity defaultSeverity, string title, string messageFormat) => new(
        id,
        title,
        messageFormat,
        category,
        defaultSeverity,
        isEnabledByDefault: true,
        helpLinkUri: $"{Pages}{id}.md",
        // What stops generation can't be silenced: what is left out then would be a riddle at run time.
        customTags: defaultSeverity == DiagnosticSeverity.Error ? [WellKnownDiagnosticTags.NotConfigurable] : []);
}
