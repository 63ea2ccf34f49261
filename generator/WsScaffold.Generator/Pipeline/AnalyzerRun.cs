using Microsoft.CodeAnalysis.Diagnostics;

namespace WsScaffold.Generator.Pipeline;

/// <summary>Whether a build runs analyzers, by the properties that the SDK decides it by (<c>_ComputeSkipAnalyzers</c>).</summary>
internal static class AnalyzerRun
{
    public static bool IsOff(AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
    {
        string Property(string name) =>
            options.GlobalOptions.TryGetValue("build_property." + name, out var value) ? value.ToLowerInvariant() : "";

        var runAnalyzers = Property("RunAnalyzers");
        return runAnalyzers == "false"
            || (runAnalyzers.Length == 0 && Property("RunAnalyzersDuringBuild") == "false")
            || (
                Property("IsImplicitlyTriggeredBuild") == "true"
                && MayBeOptimized(Property("OptimizeImplicitlyTriggeredBuild"), Property("TreatWarningsAsErrors"))
            );
    }

    // What "Start Debugging" in Visual Studio builds, unless told otherwise, without analyzers.
    private static bool MayBeOptimized(string optimize, string treatWarningsAsErrors) =>
        optimize != "false" && (treatWarningsAsErrors != "true" || optimize == "true");
}
