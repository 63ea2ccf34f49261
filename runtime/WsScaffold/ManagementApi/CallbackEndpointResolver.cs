using WsScaffold.Events;

namespace WsScaffold.ManagementApi;

/// <summary>
/// Chooses the <c>@connections</c> endpoint: the configured URL, otherwise the API and stage of the current event. The
/// <c>domainName</c> of an event is never used: behind a custom domain it does not match the event's stage, and a forged event could
/// name any host.
/// </summary>
internal sealed class CallbackEndpointResolver
{
    public const string Variable = "WSSCAFFOLD_CALLBACK_URL";

    private readonly Func<string, string?> _environment;

    private EventEndpoint? _latest;
    private CallbackEndpoint? _configured;

    /// <exception cref="InvalidOperationException"><c>WSSCAFFOLD_CALLBACK_URL</c> is not a callback URL.</exception>
    public CallbackEndpointResolver(Func<string, string?>? environment = null)
    {
        _environment = environment ?? Environment.GetEnvironmentVariable;
        if (_environment(Variable) is { Length: > 0 } url)
        {
            _configured = FromVariable(url);
        }
    }

    /// <summary>The configured URL; <see langword="null"/> without one. Setting it takes precedence over the environment.</summary>
    /// <exception cref="ArgumentException">The URL is not a callback URL. The message says what to write.</exception>
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

    /// <summary>
    /// The endpoint for the current event. Outside an event, it is the endpoint of the latest event that had one.
    /// </summary>
    /// <exception cref="InvalidOperationException">No endpoint is configured or known. The message says what to set.</exception>
    public CallbackEndpoint Current
    {
        get
        {
            var source = InvocationContext.Origin?.EventEndpoint ?? Volatile.Read(ref _latest);
            return _configured ?? source?.Endpoint ?? throw new InvalidOperationException(
                $"The @connections endpoint is unknown: {source?.Fault ?? "no event has arrived yet"}. "
                + $"Set {Variable} to https://{{apiId}}.execute-api.{{region}}.amazonaws.com/{{stage}}.");
        }
    }

    /// <summary>
    /// Derives the endpoint of an event for its invocation. Call it from the async method that then runs the handler. It never
    /// throws: with an event that cannot be trusted, only pushes fail.
    /// </summary>
    /// <param name="apiId">The event's <c>apiId</c> as UTF-8.</param>
    /// <param name="stage">The event's <c>stage</c> as UTF-8.</param>
    public void UseEvent(ReadOnlySpan<byte> apiId, ReadOnlySpan<byte> stage, LambdaInvocation invocation)
    {
        if (_configured is not null)
        {
            return;
        }

        var source = Volatile.Read(ref _latest);
        if (source is null || !source.IsOf(apiId, stage))
        {
            source = EventEndpoint.Derive(apiId, stage, _environment(CallbackEndpoint.RegionVariable) ?? "");
            if (source.Endpoint is not null)
            {
                Volatile.Write(ref _latest, source);
            }
        }

        // It flows, so that one function behind two stages pushes each response through its own stage.
        invocation.EventEndpoint = source;
        InvocationContext.Flow(invocation);
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
}
