using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace WsScaffold.Json.Errors;

/// <summary>
/// Tells a client what is wrong with the body it sent. The body is checked against the contract anew instead of quoting the
/// exception: that finds everything at once, and says nothing about the .NET types behind it.
/// </summary>
internal static class BodyErrors
{
    /// <summary>As many as one answer lists: a body can hold far more mistakes than a frame can hold sentences.</summary>
    public const int Limit = 32;

    /// <summary>Everything that is wrong with a body, up to <see cref="Limit"/> errors. Never throws.</summary>
    /// <param name="cause">What reading it threw, if it did.</param>
    /// <param name="body">The body.</param>
    /// <param name="contract">The contract it was read by.</param>
    /// <returns>The errors; empty only when there is no cause and the body is fine.</returns>
    public static IReadOnlyList<BodyError> Describe(Exception? cause, ReadOnlySpan<byte> body, JsonTypeInfo contract)
    {
        if (SyntaxError(body, contract.Options.MaxDepth) is { } error)
        {
            return [error];
        }

        var errors = new BodyErrorWalk(body, contract.Options).Run(contract);
        return errors.Count > 0 || cause is null
            ? errors
            : [new((cause as JsonException)?.Path ?? "$", BodyExpectation.Unexpected)];
    }

    /// <summary>What keeps a body from being JSON at all; null when it is.</summary>
    /// <param name="maxDepth">The levels that are read; 0 for the reader's own 64.</param>
    public static BodyError? SyntaxError(ReadOnlySpan<byte> body, int maxDepth = 0)
    {
        if (body.IsEmpty)
        {
            return new("$", "the body is empty, expected JSON");
        }

        if (!Utf8.IsValid(body))
        {
            return new("$", "the body is not valid UTF-8");
        }

        // The reader would report a depth it refuses like any other syntax error.
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var (depth, allowed) = (0, maxDepth == 0 ? 64 : maxDepth);
        try
        {
            while (reader.Read())
            {
                depth = Math.Max(depth, reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0));
            }
        }
        catch (JsonException e)
        {
            return new("$", $"the body is not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})");
        }

        return depth > allowed ? new("$", $"nested too deeply, at most {allowed} levels are read") : null;
    }
}
