using WsScaffold.Generator.Clients;
using System.Text;

namespace WsScaffold.Generator.Routes;

/// <summary>Writes the API's half of the app: the switch on the route key, and what the builder must know.</summary>
internal static class DispatchEmitter
{
    public static string Write(RouteTable table, ContractAccessors contracts)
    {
        var writer = GeneratedFile.Begin(NullableContext.Enabled, table.Api.Namespace, table.Warnings);
        if (table.Api.Declarations.Count > 0)
        {
            WriteApi(writer, table);
            writer.Line();
        }

        writer.Line(GeneratedFile.Attribute);
        using (writer.Block($"internal static class {table.Api.Name}Dispatch"))
        {
            WriteSwitch(writer, table);
            for (var index = 0; index < table.Routes.Count; index++)
            {
                writer.Line();
                HandlerEmitter.Write(
                    writer,
                    table.Api,
                    table.Routes[index],
                    index,
                    table.DescriptorIndex(table.Routes[index].Key),
                    contracts
                );
            }

            if (table.Authorizer is not null)
            {
                writer.Line();
                HandlerEmitter.WriteAuthorizer(writer, table.Api, table.Authorizer, contracts);
            }
        }

        return writer.ToString();
    }

    private static void WriteApi(SourceWriter writer, RouteTable table)
    {
        var api = table.Api;
        var containers = api.Declarations.Count - 1;
        foreach (var container in api.Declarations.Take(containers))
        {
            writer.Line($"{container}\n{{");
        }

        using (writer.Block($"{api.Declarations[containers]} : global::WsScaffold.IWebSocketApi"))
        {
            writer.Line($"""
                {GeneratedFile.Attribute}
                static global::WsScaffold.WebSocketApiDescriptor global::WsScaffold.IWebSocketApi.Descriptor =>
                    {api.GlobalName("Descriptor")}.Value;

                {GeneratedFile.Attribute}
                static global::System.Collections.Generic.IReadOnlyList<global::WsScaffold.Generated.MessageContract>
                    global::WsScaffold.IWebSocketApi.Messages => {api.GlobalName("Messages")}.All;

                {GeneratedFile.Attribute}
                static global::System.Threading.Tasks.ValueTask global::WsScaffold.IWebSocketApi.DispatchAsync(
                    global::WsScaffold.Generated.RouteInvocation invocation) =>
                    {api.GlobalName("Dispatch")}.DispatchAsync(invocation);

                {GeneratedFile.Attribute}
                """);
            WriteConfigure(writer, table);
        }

        foreach (var _ in api.Declarations.Take(containers))
        {
            writer.Line("}");
        }
    }

    private static void WriteConfigure(SourceWriter writer, RouteTable table)
    {
        using (writer.Block("static void global::WsScaffold.IWebSocketApi.Configure(global::WsScaffold.WebSocketAppBuilder builder)"))
        {
            if (table.Pushes)
            {
                writer.Line("builder.UseConnections();");
            }

            if (table.Api.Store != StoreKind.None)
            {
                writer.Line(table.Api.Store == StoreKind.InMemory ? "builder.UseInMemoryStore();" : "builder.UseStore();");
            }

            foreach (var client in table.Clients)
            {
                writer.Line(
                    $"builder.AddClients<{client.InterfaceName}>(static recipients => new "
                        + $"{ClientNames.Proxy(table, client, isGlobal: true)}(recipients));"
                );
            }

            const string Interface = "global::Microsoft.Extensions.Logging.ILogger";
            const string Class = "global::Microsoft.Extensions.Logging.Logger";
            foreach (var logger in Loggers(table).Select(static name => name.Substring(Interface.Length)))
            {
                writer.Line($"builder.AddBuiltIn<{Interface}{logger}>(static app => new {Class}{logger}(app.LoggerFactory));");
            }

            if (table.Api.HasConfigure)
            {
                writer.Line("Configure(builder);");
            }
        }
    }

    private static IEnumerable<string> Loggers(RouteTable table) =>
        table.Services
            .Where(static service => service.Kind == ServiceKind.Logger)
            .Select(static service => service.TypeName)
            .InOrder();

    private static void WriteSwitch(SourceWriter writer, RouteTable table)
    {
        using (
            writer.Block(
                "internal static global::System.Threading.Tasks.ValueTask DispatchAsync(global::WsScaffold.Generated.RouteInvocation "
                    + "invocation)"
            )
        )
        {
            if (table.Authorizer is not null)
            {
                writer.Line($"if (invocation.IsAuthorizer) return invocation.AuthorizeAsync({HandlerEmitter.Authorizer});");
            }

            writer.Line("var routeKey = invocation.RouteKey;");
            using (writer.Block("switch (routeKey.Length)"))
            {
                for (var index = 0; index < table.Routes.Count; index++)
                {
                    WriteCase(writer, table.Routes[index].Key, $"{HandlerEmitter.Name(index)}(invocation)");
                }

                if (table.Api.KeepAlive is { } keepAlive)
                {
                    WriteCase(writer, keepAlive, $"invocation.KeepAliveAsync({table.DescriptorIndex(keepAlive)})");
                }

                writer.Line("default: return invocation.NotFoundAsync();");
            }
        }
    }

    private static void WriteCase(SourceWriter writer, string key, string call) =>
        writer.Line(
            $"case {Encoding.UTF8.GetByteCount(key)} when global::System.MemoryExtensions.SequenceEqual(routeKey, {key.Literal()}u8): "
                + $"return {call};"
        );
}
