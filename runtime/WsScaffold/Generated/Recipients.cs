using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WsScaffold.Generated.Json;
using WsScaffold.Pushing;

namespace WsScaffold.Generated;

/// <summary>The connections that a generated client sends to. A message is written once, however many they are.</summary>
/// <remarks>
/// A connection that is throttled (429) is tried again, up to four times, until the sending has lasted five seconds. No
/// connection's failure keeps the others from being sent to.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Recipients
{
    private readonly PushServices _services;
    private readonly Selection _selection;

    internal Recipients(PushServices services, Selection selection)
    {
        _services = services;
        _selection = selection;
    }

    /// <summary>Sends a typed message, in the API's envelope.</summary>
    /// <typeparam name="T">The message's type.</typeparam>
    /// <param name="name">The name of the push, the envelope's <c>type</c>.</param>
    /// <param name="message">The message.</param>
    /// <param name="contract">Generated code that writes it, and its contract.</param>
    /// <param name="cancellationToken">Ends the sending early.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException">Written, the message is over 131,072 bytes; nothing was sent.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired; some may have been sent to.</exception>
    public ValueTask<SendSummary> SendAsync<T>(string name, T message, DirectContract<T> contract, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contract);
        if (IsNobody)
        {
            return new(Nobody);
        }

        var buffer = new DirectWriter();
        if (!TryWrite(buffer, name, message, contract))
        {
            buffer.Reset();
            Write(buffer, name, message, contract.Contract);
        }

        return SendAsync(name, buffer, cancellationToken);
    }

    /// <summary>Sends a text as it is.</summary>
    /// <param name="name">The name of the push, for the log.</param>
    /// <param name="message">The text.</param>
    /// <param name="cancellationToken">Ends the sending early.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException">As UTF-8 the text is over 131,072 bytes; nothing was sent.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired; some may have been sent to.</exception>
    public ValueTask<SendSummary> SendAsync(string name, string message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (IsNobody)
        {
            return new(Nobody);
        }

        var buffer = new PooledBuffer();
        Encoding.UTF8.GetBytes(message, buffer);
        return SendAsync(name, buffer, cancellationToken);
    }

    /// <summary>Sends UTF-8 text as it is.</summary>
    /// <param name="name">The name of the push, for the log.</param>
    /// <param name="message">The text; must stay untouched until the task completes.</param>
    /// <param name="cancellationToken">Ends the sending early.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException">The text is over 131,072 bytes; nothing was sent.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired; some may have been sent to.</exception>
    public ValueTask<SendSummary> SendAsync(string name, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var outgoing = OutgoingMessage.From(name, message, _selection.Chunked);
        return IsNobody ? new(Nobody) : new FanOut(_services, name, _selection, outgoing, cancellationToken).RunAsync();
    }

    /// <summary>For client methods that return <see cref="ValueTask"/>: waits, and drops the summary. What failed is logged all the same.</summary>
    /// <param name="send">The sending.</param>
    /// <returns>Completes when the message is sent.</returns>
    public static async ValueTask Discard(ValueTask<SendSummary> send) => await send.ConfigureAwait(false);

    private static SendSummary Nobody { get; } = new(0, 0, 0, 0);

    private bool IsNobody => _selection.ConnectionIds is [];

    private async ValueTask<SendSummary> SendAsync(string name, PooledBuffer message, CancellationToken cancellationToken)
    {
        var summary = await SendAsync(name, message.Written, cancellationToken).ConfigureAwait(false);

        // Not in a finally: after a failure somebody may still be reading it, and then it must not be anyone else's.
        message.Return();
        return summary;
    }

    private bool TryWrite<T>(DirectWriter buffer, string name, T message, DirectContract<T> contract)
    {
        if (_services.Envelope == Envelope.None)
        {
            return contract.TryWrite(buffer, message);
        }

        buffer.WriteRaw("{\"type\":"u8);
        buffer.WriteString(name);
        buffer.WriteRaw(",\"data\":"u8);
        if (!contract.TryWrite(buffer, message))
        {
            return false;
        }

        buffer.WriteRaw("}"u8);
        return true;
    }

    private void Write<T>(PooledBuffer buffer, string name, T message, JsonTypeInfo<T> contract)
    {
        // The options that the serializer itself would write with.
        var options = contract.Options;
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Encoder = options.Encoder,
            Indented = options.WriteIndented,
            IndentCharacter = options.IndentCharacter,
            IndentSize = options.IndentSize,
            NewLine = options.NewLine,
        });
        if (_services.Envelope == Envelope.None)
        {
            JsonSerializer.Serialize(writer, message, contract);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("type"u8, name);
        writer.WritePropertyName("data"u8);
        JsonSerializer.Serialize(writer, message, contract);
        writer.WriteEndObject();
    }
}
