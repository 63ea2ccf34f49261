namespace WsScaffold.ManagementApi;

/// <summary>
/// Decides where connections are managed: at the configured URL, else at the API that the event at hand comes from.
/// An event's <c>domainName</c> is never used: behind a custom domain it does not go with the event's stage, and in a
/// forged event it could be anyone's.
/// </summary>
internal sealed class CallbackEndpointResolver
{
    public const string Variable = "WSSCAFFOLD_CALLBACK_URL";

    private readonly Func<string, string?> _environment;

    // Per flow of execution, so that one function behind two stages answers each event at its own.
    private readonly AsyncLocal<EventEndpoint?> _ofEvent = new();
    private EventEndpoint? _latest;
    private CallbackEndpoint? _configured;

    /// <exception cref="InvalidOperationException"><c>WSSCAFFOLD_CALLBACK_URL</c> is set to something else than a callback URL.</exception>
    public CallbackEndpointResolver(Func<string, string?>? environment = null)
    {
        _environment = environment ?? Environment.GetEnvironmentVariable;
        if (_environment(Variable) is { Length: > 0 } url)
        {
            _configured = FromVariable(url);
        }
    }

    /// <summary>The configured URL, if there is one; setting it overrules the environment.</summary>
    /// <exception cref="ArgumentException">The URL is no callback URL; the message says what to write.</exception>
    public Uri? CallbackUrl
    {
        get => _configured?.Url;
        set
        {
            try
            {
                _configured = value is null ? null : CallbackEndpoint.FromUrl(value);
            }
            catch (FormatException fault)
            {
                throw new ArgumentException(fault.Message, nameof(value), fault);
            }
        }
    }

    /// <summary>The endpoint for the event at hand; outside of an event, that of the latest one that had one.</summary>
    /// <exception cref="InvalidOperationException">None is configured and none can be derived; the message says what to set.</exception>
    public CallbackEndpoint Current =>
        _configured ?? (_ofEvent.Value ?? Volatile.Read(ref _latest))?.Endpoint ?? throw new InvalidOperationException(
            $"{_ofEvent.Value?.Fault ?? "There is no telling where connections are managed: no event came in yet."} Set {Variable} to https://{{apiId}}.execute-api.{{region}}.amazonaws.com/{{stage}}.");

    /// <summary>
    /// Tells what the event at hand says of its origin. Call it from the (async) method that then runs the handler. It
    /// never throws: an event that cannot be trusted only fails when something is pushed.
    /// </summary>
    /// <param name="apiId">The event's <c>apiId</c> as UTF-8.</param>
    /// <param name="stage">The event's <c>stage</c> as UTF-8.</param>
    public void UseEvent(ReadOnlySpan<byte> apiId, ReadOnlySpan<byte> stage)
    {
        if (_configured is not null)
        {
            return;
        }

        var origin = Volatile.Read(ref _latest);
        if (origin is null || !origin.IsOf(apiId, stage))
        {
            origin = EventEndpoint.Derive(apiId, stage, _environment(CallbackEndpoint.RegionVariable) ?? "");
            if (origin.Endpoint is not null)
            {
                Volatile.Write(ref _latest, origin);
            }
        }

        if (_ofEvent.Value != origin)
        {
            _ofEvent.Value = origin;
        }
    }

    private static CallbackEndpoint FromVariable(string url)
    {
        try
        {
            return CallbackEndpoint.FromUrl(new Uri(url, UriKind.RelativeOrAbsolute));
        }
        catch (FormatException fault)
        {
            throw new InvalidOperationException($"{Variable}: {fault.Message}", fault);
        }
    }

    private sealed class EventEndpoint
    {
        private byte[] _apiId = [];
        private byte[] _stage = [];

        public CallbackEndpoint? Endpoint { get; private init; }

        public string? Fault { get; private init; }

        public static EventEndpoint Derive(ReadOnlySpan<byte> apiId, ReadOnlySpan<byte> stage, string region)
        {
            try
            {
                return new() { Endpoint = CallbackEndpoint.FromEvent(apiId, stage, region), _apiId = apiId.ToArray(), _stage = stage.ToArray() };
            }
            catch (FormatException fault)
            {
                return new() { Fault = fault.Message };
            }
        }

        public bool IsOf(ReadOnlySpan<byte> apiId, ReadOnlySpan<byte> stage) =>
            Endpoint is not null && apiId.SequenceEqual(_apiId) && stage.SequenceEqual(_stage);
    }
}
