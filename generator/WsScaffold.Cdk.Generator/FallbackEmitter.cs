namespace WsScaffold.Cdk.Generator;

/// <summary>
/// Keeps the routes that the project names compiling where no API has them: the mistake is one error, instead of a second that
/// knows no such name.
/// </summary>
internal static class FallbackEmitter
{
    public static string Write(IEnumerable<string> names)
    {
        var writer = GeneratedFile.Begin(NullableContext.Enabled);
        foreach (var name in names.InOrder())
        {
            writer.Line();
            if (name.LastIndexOf('.') is > 0 and var dot)
            {
                using (writer.Block($"namespace {name.Substring(0, dot)}"))
                {
                    WriteClass(writer, name.Substring(dot + 1));
                }
            }
            else
            {
                WriteClass(writer, name);
            }
        }

        return writer.ToString();
    }

    private static void WriteClass(SourceWriter writer, string name) => writer.Line($$"""
        {{GeneratedFile.Attribute}}
        internal static class {{name}}
        {
            public static global::WsScaffold.Cdk.WebSocketApiDefinition Definition => throw new global::System.NotSupportedException();

            public static void AddTo(params object?[] arguments) => throw new global::System.NotSupportedException();
        }
        """);
}
