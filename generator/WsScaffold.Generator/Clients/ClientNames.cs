using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator.Clients;

/// <summary>The names of the classes that implement client interfaces.</summary>
internal static class ClientNames
{
    // Numbered, since two interfaces of different namespaces may share a simple name.
    public static string Proxy(RouteTable table, ClientModel client, bool isGlobal = false)
    {
        var suffix = $"Client{table.Clients.ToList().IndexOf(client)}";
        return isGlobal ? table.Api.GlobalName(suffix) : table.Api.Name + suffix;
    }
}
