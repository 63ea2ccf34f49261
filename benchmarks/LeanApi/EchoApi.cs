using WsScaffold;

namespace LeanApi;

/// <summary>An API without pushes and services, so that its binary contains neither HttpClient nor a service container.</summary>
[WebSocketApi]
public sealed partial class EchoApi
{
    [DefaultRoute]
    public static string Echo(string text) => text;
}
