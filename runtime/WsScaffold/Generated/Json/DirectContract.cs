using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;

namespace WsScaffold.Generated.Json;

/// <summary>
/// How messages of a type are read and written: by generated code, and by their contract where that gives up. Either gives
/// what the other would; the contract alone says what is wrong.
/// </summary>
/// <typeparam name="T">The type.</typeparam>
/// <param name="contracts">The contracts of the API. Making them costs more than most messages: they are not asked for before they are needed.</param>
/// <param name="read">Reads a value; null when only the contract does.</param>
/// <param name="write">Writes a value; null when only the contract does.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DirectContract<T>(Func<JsonContracts> contracts, DirectRead<T>? read, Action<DirectWriter, T>? write)
{
    /// <summary>The contract.</summary>
    public JsonTypeInfo<T> Contract => field ??= contracts().Of<T>();

    /// <summary>Reads a document that is nothing unusual.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="value">What the contract would read.</param>
    /// <returns><see langword="false"/> when the contract must read it.</returns>
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
            // Text that is none, or what a constructor or setter of the user's says: the contract meets it again.
            return false;
        }

        return reader.IsAtEnd;
    }

    /// <summary>Writes a value that is nothing unusual.</summary>
    /// <param name="writer">Where to; holds something useless when the contract must write the value.</param>
    /// <param name="value">The value.</param>
    /// <returns><see langword="false"/> when the contract must write it.</returns>
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
            // What a getter of the user's says: the contract meets it again.
            return false;
        }

        return !writer.HasGivenUp;
    }
}
