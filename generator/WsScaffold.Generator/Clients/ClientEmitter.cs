using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator.Clients;

/// <summary>Writes the classes through which the API pushes.</summary>
internal static class ClientEmitter
{
    public static string Write(RouteTable table, ContractAccessors contracts)
    {
        var writer = GeneratedFile.Begin(table.Api);
        foreach (var client in table.Clients)
        {
            writer.Line(GeneratedFile.Attribute);
            using (writer.Block($"internal sealed class {ClientNames.Proxy(table, client)}(global::WsScaffold.Generated.Recipients recipients) : {client.InterfaceName}"))
            {
                foreach (var method in client.Methods)
                {
                    WriteMethod(writer, method, contracts);
                }
            }
        }

        return writer.ToString();
    }

    private static void WriteMethod(SourceWriter writer, ClientMethodModel method, ContractAccessors contracts)
    {
        var returnType = method.ReturnsSummary
            ? "global::System.Threading.Tasks.ValueTask<global::WsScaffold.SendSummary>"
            : "global::System.Threading.Tasks.ValueTask";
        var message = method.MessageKind == ClientMessageKind.Json
            ? $"{method.MessageParameter}, {contracts[method.MessageType!]}"
            : method.MessageParameter;
        var send = $"recipients.SendAsync({method.PushName.Literal()}, {message}, {method.CancellationParameter ?? "default"})";
        writer.Line($"{returnType} {method.Signature} => {(method.ReturnsSummary ? send : $"global::WsScaffold.Generated.Recipients.Discard({send})")};");
    }
}
