using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator.Clients;

/// <summary>Writes the classes through which the API pushes.</summary>
internal static class ClientEmitter
{
    public static string Write(RouteTable table, ContractAccessors contracts)
    {
        var writer = GeneratedFile.Begin(NullableContext.Enabled, table.Api.Namespace, table.Warnings);
        foreach (var client in table.Clients)
        {
            writer.Line(GeneratedFile.Attribute);
            using (
                writer.Block(
                    $"internal sealed class {ClientNames.Proxy(table, client)}(global::WsScaffold.Generated.Recipients recipients) : "
                        + $"{client.InterfaceName}"
                )
            )
            {
                foreach (var method in client.Methods)
                {
                    WriteMethod(writer, method, contracts);
                }
            }
        }

        return writer.ToString();
    }

    // The type argument and the "!" keep nullable annotations of the user's out of it: a contract has none.
    private static void WriteMethod(SourceWriter writer, ClientMethodModel method, ContractAccessors contracts)
    {
        var returnType = method.ReturnsSummary
            ? "global::System.Threading.Tasks.ValueTask<global::WsScaffold.SendSummary>"
            : "global::System.Threading.Tasks.ValueTask";
        var cancellation = method.IsCancellable ? "cancellationToken" : "default";
        var send = method.MessageKind switch
        {
            ClientMessageKind.Json =>
                $"recipients.SendAsync<{method.MessageType}>({method.PushName.Literal()}, message!, {contracts[method.MessageType]}, "
                    + $"{cancellation})",
            ClientMessageKind.Text => $"recipients.SendAsync({method.PushName.Literal()}, message!, {cancellation})",
            _ => $"recipients.SendAsync({method.PushName.Literal()}, message, {cancellation})",
        };
        writer.Line(
            $"{returnType} {method.Signature} => "
                + $"{(method.ReturnsSummary ? send : $"global::WsScaffold.Generated.Recipients.Discard({send})")};"
        );
    }
}
