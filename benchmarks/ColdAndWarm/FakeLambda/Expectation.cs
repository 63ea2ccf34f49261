using System.Text;
using System.Text.Json;

namespace ColdAndWarm.FakeLambda;

/// <summary>The expected response to an event, and the expected pushes before it.</summary>
internal sealed class Expectation
{
    /// <summary>
    /// The expected <c>body</c> of the response: the same text, or equivalent JSON. If it is empty, the response may have an empty body
    /// or none.
    /// </summary>
    public string Body { get; init; } = "";

    /// <summary>Checks a body that correct functions may word differently. Replaces <see cref="Body"/>.</summary>
    public Func<JsonElement, bool>? BodyCheck { get; init; }

    public string? PushType { get; init; }

    /// <summary>The members of the push's <c>data</c>, all of them strings.</summary>
    public IReadOnlyDictionary<string, string> PushData { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> PushedTo { get; init; } = [];

    /// <exception cref="InvalidDataException">The response or the pushes differ from what is expected.</exception>
    public void Check(ReadOnlySpan<byte> response, IReadOnlyList<Push> pushes)
    {
        CheckResponse(response);
        if (pushes.Count != PushedTo.Count || !PushedTo.All(id => pushes.Any(push => push.ConnectionId == id)))
        {
            var actual = string.Join(", ", pushes.Select(push => push.ConnectionId));
            throw new InvalidDataException($"Expected pushes to [{string.Join(", ", PushedTo)}], but the function pushed to [{actual}].");
        }

        foreach (var push in pushes)
        {
            CheckPush(push.Message);
        }
    }

    private void CheckResponse(ReadOnlySpan<byte> response)
    {
        var (status, body) = ReadResponse(response);
        var same = BodyCheck is null ? (body ?? "") == Body || SameJson(body, Body) : IsJson(body, BodyCheck);
        if (status != 200 || !same)
        {
            var expected = BodyCheck is null ? $"body '{Body}'" : "an error frame for a bad request body";
            throw new InvalidDataException(
                $"Expected status 200 and {expected}, but the function responded with {Encoding.UTF8.GetString(response)}");
        }
    }

    private void CheckPush(byte[] message)
    {
        using var document = JsonDocument.Parse(message);
        var frame = document.RootElement;
        var data = frame.GetProperty("data");
        var complete = frame.GetProperty("type").ValueEquals(PushType)
            && data.EnumerateObject().Count() == PushData.Count
            && PushData.All(member => data.GetProperty(member.Key).GetString() == member.Value);
        if (!complete)
        {
            throw new InvalidDataException(
                $"Expected a push of type {PushType}, but the function pushed {Encoding.UTF8.GetString(message)}");
        }
    }

    private static (int Status, string? Body) ReadResponse(ReadOnlySpan<byte> response)
    {
        var reader = new Utf8JsonReader(response);
        var (status, body) = (0, default(string));
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("statusCode"u8))
            {
                reader.Read();
                status = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("body"u8))
            {
                reader.Read();
                body = reader.GetString();
            }
        }

        return (status, body);
    }

    private static bool SameJson(string? actual, string expected) =>
        expected.StartsWith('{') && IsJson(actual, root =>
        {
            using var document = JsonDocument.Parse(expected);
            return JsonElement.DeepEquals(root, document.RootElement);
        });

    private static bool IsJson(string? body, Func<JsonElement, bool> check)
    {
        try
        {
            using var document = JsonDocument.Parse(body ?? "");
            return check(document.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
