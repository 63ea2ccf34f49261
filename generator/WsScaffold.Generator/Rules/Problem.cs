using System.Globalization;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>
/// The text of a broken rule on one line. The generator writes it as an <c>#error</c>, for builds that run no analyzers.
/// </summary>
internal static class Problem
{
    public static string Text(DiagnosticDescriptor rule, params object[] arguments) =>
        Text(Diagnostic.Create(rule, Location.None, arguments));

    public static string Text(Diagnostic problem) =>
        $"{problem.Id}: {problem.GetMessage(CultureInfo.InvariantCulture)}".OnOneLine();
}
