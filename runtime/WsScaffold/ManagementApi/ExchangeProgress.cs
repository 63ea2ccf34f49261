namespace WsScaffold.ManagementApi;

/// <summary>How far a request and its answer got.</summary>
internal sealed class ExchangeProgress
{
    private static readonly AsyncLocal<ExchangeProgress?> _ofThisFlow = new();

    private volatile bool _isOnUsedConnection;
    private volatile bool _hasResponse;

    /// <summary>The one of the request that the flow of execution sends: HttpClient doesn't say which connection it takes.</summary>
    public static ExchangeProgress? OfThisFlow
    {
        get => _ofThisFlow.Value;
        set => _ofThisFlow.Value = value;
    }

    /// <summary>Whether another request went over the connection before.</summary>
    public bool IsOnUsedConnection
    {
        get => _isOnUsedConnection;
        set => _isOnUsedConnection = value;
    }

    /// <summary>Whether a byte of an answer came.</summary>
    public bool HasResponse
    {
        get => _hasResponse;
        set => _hasResponse = value;
    }
}
