namespace WsScaffold.Generator.Json.Direct;

/// <summary>Writes the code that reads and writes an API's messages directly, beside the contracts that it falls back on.</summary>
internal static class DirectEmitter
{
    public static string Write(string space, string className, ContractTable table, DirectTable direct, ContractOptions options)
    {
        var writer = GeneratedFile.Begin(NullableContext.Disabled, space, table.Contracts.SelectMany(static contract => contract.Warnings));

        // Nested, since it shares the accessors; a class of its own, since a field of it must not make the contracts.
        using (writer.Block($"internal sealed partial class {className}"))
        using (writer.Block("internal static class Direct"))
        {
            WriteClass(writer, table, direct, options);
        }

        return writer.ToString();
    }

    private static void WriteClass(SourceWriter writer, ContractTable table, DirectTable direct, ContractOptions options)
    {
        var types = new DirectTypes(table);
        var readers = new DirectReadEmitter(writer, types, options);
        var writers = new DirectWriteEmitter(writer, types, options);
        writer.Line("private static global::WsScaffold.Generated.Json.JsonContracts All() => Default;\n");
        foreach (var root in direct.Roots)
        {
            var read = direct.Readers.Contains(root) ? readers.Delegate(root) : "null";
            var write = direct.Writers.Contains(root) ? writers.Delegate(root) : "null";
            writer.Line(
                $"internal static global::WsScaffold.Generated.Json.DirectContract<{root}> {direct.Accessor(root)} => field ??= "
                    + $"new(All, {read}, {write});"
            );
        }

        foreach (var type in direct.Readers.Where(type => types.HaveMethod(type, options)))
        {
            writer.Line();
            readers.Write(type);
        }

        foreach (var type in direct.Writers.Where(type => types.HaveMethod(type, options)))
        {
            writer.Line();
            writers.Write(type);
        }
    }
}
