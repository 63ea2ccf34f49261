using Microsoft.Extensions.Logging;

namespace WsScaffold.Pushing;

/// <summary>Sends messages; what all sendings of a client interface share.</summary>
internal sealed class Sender(IConnections connections, IConnectionStore? store, ILogger logger, TimeProvider clock, Envelope envelope)
{
    public IConnections Connections { get; } = connections;

    public IConnectionStore? Store { get; } = store;

    public ILogger Logger { get; } = logger;

    public TimeProvider Clock { get; } = clock;

    /// <summary>How a message is wrapped.</summary>
    public Envelope Envelope { get; } = envelope;

    public ValueTask<SendSummary> SendAsync(string name, Selection selection, OutgoingMessage message, CancellationToken cancellationToken) =>
        new FanOut(this, name, selection, message, cancellationToken).RunAsync();
}
