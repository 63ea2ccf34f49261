namespace WsScaffold.ManagementApi;

/// <summary>The progress of a request and its response.</summary>
internal sealed class ExchangeProgress
{
    private static readonly AsyncLocal<ExchangeProgress?> _ofThisFlow = new();

    private volatile bool _isOnUsedSocket;
    private volatile bool _hasResponse;

    /// <summary>
    /// The progress of the request that this execution context sends. It is ambient because HttpClient does not reveal which socket
    /// it uses.
    /// </summary>
    public static ExchangeProgress? OfThisFlow
    {
        get => _ofThisFlow.Value;
        set => _ofThisFlow.Value = value;
    }

    /// <summary>Whether the socket was used by an earlier request.</summary>
    public bool IsOnUsedSocket
    {
        get => _isOnUsedSocket;
        set => _isOnUsedSocket = value;
    }

    /// <summary>Whether a byte of the response has arrived.</summary>
    public bool HasResponse
    {
        get => _hasResponse;
        set => _hasResponse = value;
    }
}
