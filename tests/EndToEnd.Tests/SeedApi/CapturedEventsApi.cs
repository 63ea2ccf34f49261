using Microsoft.Extensions.Logging;
using WsScaffold;

namespace SeedApi;

/// <summary>Shows what of the captured events reaches a handler: texts come back, the end of a connection is logged.</summary>
[WebSocketApi]
public sealed partial class CapturedEventsApi(ILogger<CapturedEventsApi> logger)
{
    [Authorizer(Query = ["token"])]
    public static Authorization Authorize(AuthorizerContext context, [FromQuery] string token) => token switch
    {
        "secret" => Authorization.Allow("user-1", ("tenant", 7), ("stage", context.Stage)),
        "expired" => Authorization.Unauthorized(),
        "broken" => throw new InvalidOperationException("no keys"),
        _ => Authorization.Deny(),
    };

    [WebSocketRoute("whoami")]
    public static string WhoAmI([FromAuthorizer] string principalId, [FromAuthorizer] int tenant, [FromAuthorizer] string stage) =>
        $"{principalId} {tenant} {stage}";

    [DefaultRoute]
    public static string Echo(string text) => text;

    [WebSocketRoute("sendMessage")]
    public static string SendMessage(string text) => text;

    [DisconnectRoute]
    public void Disconnect(DisconnectContext context) =>
        logger.LogInformation("closed {StatusCode} {Reason}", context.StatusCode, context.Reason);
}
