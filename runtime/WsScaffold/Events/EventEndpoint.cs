namespace WsScaffold.Events;

/// <summary>The endpoint of the API and stage that an event names, or the reason why it names none.</summary>
internal sealed class EventEndpoint
{
    private byte[] _apiId = [];
    private byte[] _stage = [];

    /// <summary>The endpoint; null if the event cannot be trusted.</summary>
    public CallbackEndpoint? Endpoint { get; private init; }

    /// <summary>The reason why there is no endpoint.</summary>
    public string? Fault { get; private init; }

    /// <param name="apiId">The event's <c>apiId</c> as UTF-8.</param>
    /// <param name="stage">The event's <c>stage</c> as UTF-8.</param>
    public static EventEndpoint Derive(ReadOnlySpan<byte> apiId, ReadOnlySpan<byte> stage, string region)
    {
        try
        {
            return new()
            {
                Endpoint = CallbackEndpoint.FromEvent(apiId, stage, region),
                _apiId = apiId.ToArray(),
                _stage = stage.ToArray(),
            };
        }
        catch (FormatException fault)
        {
            return new() { Fault = fault.Message };
        }
    }

    public bool IsOf(ReadOnlySpan<byte> apiId, ReadOnlySpan<byte> stage) =>
        Endpoint is not null && apiId.SequenceEqual(_apiId) && stage.SequenceEqual(_stage);
}
