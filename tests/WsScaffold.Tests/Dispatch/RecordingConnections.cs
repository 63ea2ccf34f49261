using System.Text;

namespace WsScaffold.Tests.Dispatch;

/// <summary>The connections of an app whose user registered his own: what is posted is kept.</summary>
internal sealed class RecordingConnections : IConnections
{
    public List<string> Posted { get; } = [];

    /// <summary>What a post comes to; throws when it is an exception.</summary>
    public Func<ConnectionStatus> Outcome { get; set; } = () => ConnectionStatus.Ok;

    public ValueTask<ConnectionStatus> PostAsync(string connectionId, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        Posted.Add($"{connectionId} {Encoding.UTF8.GetString(message.Span)}");
        return new(Outcome());
    }

    public ValueTask<ConnectionLookup> GetAsync(string connectionId, CancellationToken cancellationToken = default) =>
        new(new ConnectionLookup(ConnectionStatus.Gone, null));

    public ValueTask<ConnectionStatus> DeleteAsync(string connectionId, CancellationToken cancellationToken = default) => new(ConnectionStatus.Gone);
}
