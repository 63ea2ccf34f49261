namespace WsScaffold.Generator.Routes;

/// <summary>
/// Keeps <c>WebSocketApp.CreateBuilder&lt;TApi&gt;()</c> compiling where the API class can't be extended: the mistake is one
/// error, at the class, instead of a second one that speaks of constraints.
/// </summary>
internal static class FallbackEmitter
{
    public static string Write()
    {
        var writer = GeneratedFile.Begin(NullableContext.Enabled, "WsScaffold");
        writer.Line(GeneratedFile.Attribute);
        using (writer.Block("internal static class WsScaffoldFallback"))
        using (writer.Block("extension(global::WsScaffold.WebSocketApp)"))
        {
            writer.Line("""
                public static global::WsScaffold.WebSocketAppBuilder CreateBuilder<TApi>(string[]? args = null) =>
                    throw new global::System.NotSupportedException();
                """);
        }

        return writer.ToString();
    }
}
