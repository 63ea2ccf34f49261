using WsScaffold;

namespace LeanApi;

/// <summary>Neither pushes nor registers services, so neither HttpClient nor a container is linked into its binary.</summary>
[WebSocketApi]
public sealed partial class EchoApi
{
    [DefaultRoute]
    public static string Echo(string text) => text;
}
