using Microsoft.Extensions.Logging;
using WsScaffold;

namespace SeedApi;

/// <summary>Shows what of the captured events reaches a handler: texts come back, the end of a connection is logged.</summary>
[WebSocketApi]
public sealed partial class CapturedEventsApi(ILogger<CapturedEventsApi> logger)
{
    [DefaultRoute]
    public static string Echo(string text) => text;

    [WebSocketRoute("sendMessage")]
    public static string SendMessage(string text) => text;

    [DisconnectRoute]
    public void Disconnect(DisconnectContext context) => logger.LogInformation("closed {StatusCode} {Reason}", context.StatusCode, context.Reason);
}
