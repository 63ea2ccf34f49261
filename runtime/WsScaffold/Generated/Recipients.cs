using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WsScaffold.Generated.Json;
using WsScaffold.Pushing;

namespace WsScaffold.Generated;

/// <summary>The recipients of a generated client. A message is serialized once for all of them.</summary>
/// <remarks>
/// A throttled push (429) is retried up to four times, until the send has taken five seconds. A failed recipient does not affect
/// the others.
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

    /// <summary>Sends a typed message in the envelope of the API.</summary>
    /// <typeparam name="T">The message's type.</typeparam>
    /// <param name="name">The name of the push, which is the <c>type</c> in the envelope.</param>
    /// <param name="message">The message.</param>
    /// <param name="contract">The generated code that writes the message, with its JSON contract.</param>
    /// <param name="cancellationToken">Cancels the send.</param>
    /// <returns>The result of the send.</returns>
    /// <exception cref="ArgumentException">The serialized message is over 131,072 bytes. Nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> fired. Some recipients may have received the message.
    /// </exception>
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

    /// <summary>Sends a string without an envelope.</summary>
    /// <param name="name">The name of the push, for the log.</param>
    /// <param name="message">The text.</param>
    /// <param name="cancellationToken">Cancels the send.</param>
    /// <returns>The result of the send.</returns>
    /// <exception cref="ArgumentException">The text has over 131,072 bytes of UTF-8. Nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> fired. Some recipients may have received the message.
    /// </exception>
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

    /// <summary>Sends UTF-8 text without an envelope.</summary>
    /// <param name="name">The name of the push, for the log.</param>
    /// <param name="message">The text. The memory must not change until the task completes.</param>
    /// <param name="cancellationToken">Cancels the send.</param>
    /// <returns>The result of the send.</returns>
    /// <exception cref="ArgumentException">The text is over 131,072 bytes. Nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> fired. Some recipients may have received the message.
    /// </exception>
    public ValueTask<SendSummary> SendAsync(string name, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var outgoing = OutgoingMessage.From(name, message, _selection.Chunked);
        return IsNobody ? new(Nobody) : new FanOut(_services, name, _selection, outgoing, cancellationToken).RunAsync();
    }

    /// <summary>
    /// For client methods that return <see cref="ValueTask"/>: awaits the send and discards its summary. Failures are logged in any
    /// case.
    /// </summary>
    /// <param name="send">The send.</param>
    /// <returns>A task that completes when the send has completed.</returns>
    public static async ValueTask Discard(ValueTask<SendSummary> send) => await send.ConfigureAwait(false);

    private static SendSummary Nobody { get; } = new(0, 0, 0, 0);

    private bool IsNobody => _selection.ConnectionIds is [];

    private async ValueTask<SendSummary> SendAsync(string name, PooledBuffer message, CancellationToken cancellationToken)
    {
        var summary = await SendAsync(name, message.Written, cancellationToken).ConfigureAwait(false);

        // Not in a finally block: after a failure, other code may still be reading the buffer, so it must not be reused.
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
        // The options with which the serializer itself would write.
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
