namespace WsScaffold.Generator.Pipeline;

internal static class EquatableArrayExtensions
{
    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items)
        where T : IEquatable<T> => new([.. items]);

    /// <summary>Each of the names once and sorted, so that generated code doesn't depend on the order of files.</summary>
    public static IEnumerable<string> InOrder(this IEnumerable<string> names) =>
        names.Distinct(StringComparer.Ordinal).OrderBy(static name => name, StringComparer.Ordinal);
}
