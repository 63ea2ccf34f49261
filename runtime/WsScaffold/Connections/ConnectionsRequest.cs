namespace WsScaffold.Connections;

/// <summary>A request to <c>@connections</c>, which knows whether a connection was opened for it.</summary>
internal sealed class ConnectionsRequest(HttpMethod method, Uri url) : HttpRequestMessage(method, url)
{
    private volatile bool _openedConnection;

    /// <summary>False when it went over a connection that was there before.</summary>
    public bool OpenedConnection
    {
        get => _openedConnection;
        set => _openedConnection = value;
    }
}
