using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WsScaffold.Gateway.Routing;
using WsScaffold.Generated;
using WsScaffold.Testing.Conversations;

namespace WsScaffold.Testing;

/// <summary>
/// Runs an API in the process of the test, behind the local gateway on a free loopback port. Clients connect to it over real
/// WebSocket connections, and breakpoints in its handlers are hit.
/// </summary>
/// <remarks>
/// The methods take no <see cref="CancellationToken"/>: they wait for <see cref="Timeout"/> at most.
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

    /// <summary>The running API.</summary>
    public WebSocketApp App { get; }

    /// <summary>The services of the API, for example to inspect its state.</summary>
    public IServiceProvider Services => App.Services;

    /// <summary>The URL of the API, for clients other than <see cref="WebSocketTestClient"/>.</summary>
    public Uri Url => _gateway.Url;

    /// <summary>How long each wait may take, by the system clock. The default is 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Starts an API.</summary>
    /// <typeparam name="TApi">The class that is tagged with <see cref="WebSocketApiAttribute"/>.</typeparam>
    /// <param name="services">
    /// Registers the test's own services. It is called after <c>TApi.Configure</c>, so its registrations replace those of the API.
    /// </param>
    /// <param name="gateway">
    /// Changes the options of the gateway. For example, set <see cref="LocalGatewayOptions.TimeProvider"/> to a <c>FakeTimeProvider</c> and
    /// advance it by ten minutes, and the gateway closes idle connections.
    /// </param>
    /// <returns>The running API. Dispose it to stop it.</returns>
    /// <remarks>
    /// An in-memory store replaces a DynamoDB store, unless <c>AWS_ENDPOINT_URL_DYNAMODB</c> is set to the URL of a DynamoDB server.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A handler takes a service that is not registered. The message names both.</exception>
    /// <exception cref="ArgumentException">An option is invalid. The message names the option and the valid values.</exception>
    public static async Task<WebSocketApiFixture> StartAsync<TApi>(
        Action<IServiceCollection>? services = null, Action<LocalGatewayOptions>? gateway = null)
        where TApi : IWebSocketApi
    {
        var failures = new FailureLog();
        var builder = WebSocketApp.CreateBuilder<TApi>();
        builder.UseHost(new TestHost());
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
    /// <param name="query">
    /// The query string, for example <c>name=Ann&amp;room=lobby</c>. Encode names and values with
    /// <see cref="Uri.EscapeDataString(string)"/>.
    /// </param>
    /// <param name="headers">Headers of the handshake, for example <c>Origin</c> or <c>Authorization</c>.</param>
    /// <param name="subprotocols">The subprotocols that the client offers, in order of preference.</param>
    /// <returns>The client. Dispose it to close the connection with close code 1000.</returns>
    /// <exception cref="HandshakeRejectedException">The API or the gateway rejected the handshake.</exception>
    /// <exception cref="ConversationException">There was no response within <see cref="Timeout"/>.</exception>
    public Task<WebSocketTestClient> ConnectAsync(
        string? query = null, IReadOnlyDictionary<string, string>? headers = null, IEnumerable<string>? subprotocols = null)
    {
        var url = new UriBuilder(Url) { Query = query }.Uri;
        return WebSocketTestClient.ConnectAsync(url, headers, subprotocols, this, _messages, _requests, _failures);
    }

    /// <summary>Closes all connections with close code 1001, waits for their <c>$disconnect</c> handlers, and disposes the API.</summary>
    /// <returns>A task that completes when the API has stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync().ConfigureAwait(false);
        await App.DisposeAsync().ConfigureAwait(false);
    }
}
