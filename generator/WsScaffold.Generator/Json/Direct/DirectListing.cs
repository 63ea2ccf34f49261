using Microsoft.CodeAnalysis.Diagnostics;

namespace WsScaffold.Generator.Json.Direct;

/// <summary>
/// Writes a file of comments for people who want to know which types generated code reads and writes, and why not the others.
/// </summary>
internal static class DirectListing
{
    /// <summary>Whether the project has <c>WsScaffoldListDirectTypes</c> set.</summary>
    public static bool IsOn(AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken) =>
        options.GlobalOptions.TryGetValue("build_property.WsScaffoldListDirectTypes", out var value)
        && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    public static string Write(string apiName, DirectTable direct)
    {
        var writer = GeneratedFile.Begin();
        writer.Line($"""
            // How the messages of {apiName} are read and written (WsScaffoldListDirectTypes).

            """);
        WriteTypes(writer, "read directly", direct.Readers.Select(TypeNames.ForMessages));
        WriteTypes(writer, "written directly", direct.Writers.Select(TypeNames.ForMessages));
        foreach (var verb in new[] { "read", "written" })
        {
            WriteTypes(
                writer,
                $"{verb} by contract",
                direct
                    .Rejections.Where(rejection => rejection.Verb == verb)
                    .Select(static rejection => $"{TypeNames.ForMessages(rejection.TypeName)}: {rejection.Reason}")
            );
        }

        return writer.ToString();
    }

    private static void WriteTypes(SourceWriter writer, string title, IEnumerable<string> lines)
    {
        writer.Line($"// {title}:");
        foreach (var line in lines.DefaultIfEmpty("(none)"))
        {
            writer.Line($"//   {line.OnOneLine()}");
        }
    }
}
