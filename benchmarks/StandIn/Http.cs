namespace StandIn;

/// <summary>HttpClients without the conveniences of a browser, as a careful author of a Lambda function sets them up.</summary>
internal static class Http
{
    public static HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    });
}
