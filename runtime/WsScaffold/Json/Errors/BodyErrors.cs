using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace WsScaffold.Json.Errors;

/// <summary>
/// Describes the errors of a body for the client. The body is compared with the contract instead of quoting the exception: this
/// finds all errors at once, and reveals no .NET types.
/// </summary>
internal static class BodyErrors
{
    /// <summary>The maximum number of errors in an error frame, which has to fit 128 KB.</summary>
    public const int Limit = 32;

    /// <summary>Finds the errors of a body, up to <see cref="Limit"/>. Never throws.</summary>
    /// <param name="cause">The exception from reading the body, if there was one.</param>
    /// <param name="body">The body.</param>
    /// <param name="contract">The contract of the body.</param>
    /// <returns>The errors. Empty only without a cause and with a valid body.</returns>
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

    /// <summary>Finds the syntax error of a body; null if it is valid JSON.</summary>
    /// <param name="maxDepth">The maximum depth; 0 for the reader's default of 64.</param>
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

        // The reader reports an exceeded depth like any other syntax error.
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var (depth, allowed) = (0, maxDepth == 0 ? 64 : maxDepth);
        try
        {
            while (reader.Read())
            {
                depth = Math.Max(
                    depth,
                    reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0)
                );
            }
        }
        catch (JsonException e)
        {
            return new("$", $"the body is not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})");
        }

        return depth > allowed ? new("$", $"nested too deeply, at most {allowed} levels are read") : null;
    }
}
