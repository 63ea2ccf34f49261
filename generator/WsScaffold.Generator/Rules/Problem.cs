using System.Globalization;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Rules;

/// <summary>What is wrong, as the one line that the generator writes where no analyzer says it.</summary>
internal static class Problem
{
    public static string Text(DiagnosticDescriptor rule, params object[] arguments) => Text(Diagnostic.Create(rule, Location.None, arguments));

    public static string Text(Diagnostic problem) => $"{problem.Id}: {problem.GetMessage(CultureInfo.InvariantCulture)}".OnOneLine();
}
