using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WsScaffold.Gateway.Routing;
using WsScaffold.Generated;
using WsScaffold.Testing.Conversations;

namespace WsScaffold.Testing;

/// <summary>
/// An API in the test's own process, behind the local gateway on a free port of loopback: clients connect to it over real
/// WebSockets, and breakpoints in its handlers are hit.
/// </summary>
/// <remarks>
/// Nothing here takes a <see cref="CancellationToken"/>: whatever waits, waits for <see cref="Timeout"/> at most.
/// </remarks>
public sealed class WebSocketApiFixture : IAsyncDisposable
{
    private readonly LocalGateway _gateway;
    private readonly MessageTypes _messages;
    private readonly RequestWriter _requests;
    private readonly FailureLog _failures;

    private WebSocketApiFixture(WebSocketApp app, LocalGateway gateway, IReadOnlyList<MessageContract> messages, FailureLog failures)
    {
        App = app;
        _gateway = gateway;
        _messages = new MessageTypes(app.Descriptor, messages);
        _requests = new RequestWriter(app.Descriptor, RouteSelectionExpression.Parse(app.Descriptor.RouteSelectionExpression));
        _failures = failures;
    }

    /// <summary>The app.</summary>
    public WebSocketApp App { get; }

    /// <summary>The services of the app, to look into its state or to replace what a test observes.</summary>
    public IServiceProvider Services => App.Services;

    /// <summary>Where clients connect, for a client of your own.</summary>
    public Uri Url => _gateway.Url;

    /// <summary>How long anything is waited for, by the machine's clock; 30 seconds unless set.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Starts an API.</summary>
    /// <typeparam name="TApi">The class that is tagged <see cref="WebSocketApiAttribute"/>.</typeparam>
    /// <param name="services">The test's own registrations. They come after <c>TApi.Configure</c>, so they win.</param>
    /// <param name="gateway">
    /// Changes the gateway's options, for example <see cref="LocalGatewayOptions.TimeProvider"/> to a
    /// <c>FakeTimeProvider</c>: advance it by ten minutes, and idle connections are closed.
    /// </param>
    /// <returns>The running API. Dispose it to stop.</returns>
    /// <exception cref="InvalidOperationException">A handler takes a service that is not registered; the message names both.</exception>
    /// <exception cref="ArgumentException">An option is wrong; the message says which and what to use.</exception>
    public static async Task<WebSocketApiFixture> StartAsync<TApi>(Action<IServiceCollection>? services = null, Action<LocalGatewayOptions>? gateway = null)
        where TApi : IWebSocketApi
    {
        var failures = new FailureLog();
        var builder = WebSocketApp.CreateBuilder<TApi>();
        builder.Logging.AddProvider(failures);
        services?.Invoke(builder.Services);
        var options = new LocalGatewayOptions { Port = 0 };
        gateway?.Invoke(options);

        var app = builder.Build();
        try
        {
            return new WebSocketApiFixture(app, await LocalGateway.StartAsync(app, options).ConfigureAwait(false), TApi.Messages, failures);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Connects a client.</summary>
    /// <param name="query">The query string, <c>name=Ann&amp;room=lobby</c>; what is not a letter or digit percent-encoded (<see cref="Uri.EscapeDataString(string)"/>).</param>
    /// <param name="headers">Headers of the handshake, for example <c>Origin</c> or <c>Authorization</c>.</param>
    /// <param name="subprotocols">The subprotocols that the client offers, in its order of preference.</param>
    /// <returns>The client. Dispose it to close the connection (close code 1000).</returns>
    /// <exception cref="HandshakeRefusedException">The API or the gateway refused; it has the status.</exception>
    public Task<WebSocketTestClient> ConnectAsync(string? query = null, IReadOnlyDictionary<string, string>? headers = null, IEnumerable<string>? subprotocols = null)
    {
        var url = new UriBuilder(Url) { Query = query }.Uri;
        return WebSocketTestClient.ConnectAsync(url, headers, subprotocols, this, _messages, _requests, _failures);
    }

    /// <summary>Closes all connections (close code 1001), waits for their <c>$disconnect</c> handlers and disposes the app.</summary>
    /// <returns>Completes when nothing runs any more.</returns>
    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync().ConfigureAwait(false);
        await App.DisposeAsync().ConfigureAwait(false);
    }
}
