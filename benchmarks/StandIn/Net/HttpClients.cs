namespace StandIn.Net;

/// <summary>
/// Creates HTTP clients as a careful author of a Lambda function does: without tracing headers, redirects, cookies and a proxy.
/// </summary>
internal static class HttpClients
{
    public static HttpClient Create() => new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    });
}
