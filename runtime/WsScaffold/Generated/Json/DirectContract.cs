using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;

namespace WsScaffold.Generated.Json;

/// <summary>
/// Reads and writes messages of a type with generated code, or with the JSON contract where the generated code falls back. Both
/// have the same results; only the contract reports errors.
/// </summary>
/// <typeparam name="T">The type.</typeparam>
/// <param name="contracts">
/// Returns the contracts of the API. Creating them costs more than most messages, so they are only created when needed.
/// </param>
/// <param name="read">Reads a value; null if only the contract can.</param>
/// <param name="write">Writes a value; null if only the contract can.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DirectContract<T>(Func<JsonContracts> contracts, DirectRead<T>? read, Action<DirectWriter, T>? write)
{
    /// <summary>The contract.</summary>
    public JsonTypeInfo<T> Contract => field ??= contracts().Of<T>();

    /// <summary>Reads a document with generated code.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="value">The value, as the contract would read it.</param>
    /// <returns><see langword="false"/> if the contract must read it.</returns>
    public bool TryRead(ReadOnlySpan<byte> utf8, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (read is null)
        {
            return false;
        }

        var reader = new DirectReader(utf8);
        try
        {
            value = read(ref reader);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Invalid text, or an exception of the user's constructor or setter: the contract reports it.
            return false;
        }

        return reader.IsAtEnd;
    }

    /// <summary>Writes a value with generated code.</summary>
    /// <param name="writer">The destination. Its content is undefined if the contract must write the value.</param>
    /// <param name="value">The value.</param>
    /// <returns><see langword="false"/> if the contract must write it.</returns>
    public bool TryWrite(DirectWriter writer, T value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (write is null)
        {
            return false;
        }

        try
        {
            write(writer, value);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // An exception of the user's getter: the contract reports it.
            return false;
        }

        return !writer.HasGivenUp;
    }
}
