using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>Creates the descriptors of rules. The help link of each rule opens its page in <c>docs/diagnostics</c>.</summary>
internal static class Rule
{
    private const string Pages = "https://github.com/wsscaffold/wsscaffold/blob/main/docs/diagnostics/";

    public static DiagnosticDescriptor Create(
        string id, string category, DiagnosticSeverity defaultSeverity, string title, string messageFormat) => new(
        id,
        title,
        messageFormat,
        category,
        defaultSeverity,
        isEnabledByDefault: true,
        helpLinkUri: $"{Pages}{id}.md",
        // An error leaves the route out of the generated code. If it could be silenced, the route would be missing at run time
        // with no hint why.
        customTags: defaultSeverity == DiagnosticSeverity.Error ? [WellKnownDiagnosticTags.NotConfigurable] : []);
}
