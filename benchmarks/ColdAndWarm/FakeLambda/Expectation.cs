using System.Text;
using System.Text.Json;

namespace ColdAndWarm.FakeLambda;

/// <summary>What the function must do with an event: what it answers, and what it pushes to whom before it answers.</summary>
internal sealed class Expectation
{
    /// <summary>The answer's <c>body</c>: the same text, or JSON that means the same. Empty: the gateway drops it anyway, so none or an empty one.</summary>
    public string Body { get; init; } = "";

    /// <summary>Checks a body that two good functions may word differently; instead of <see cref="Body"/>.</summary>
    public Func<JsonElement, bool>? BodyCheck { get; init; }

    public string? PushType { get; init; }

    /// <summary>The members of the push's <c>data</c>, all of them strings.</summary>
    public IReadOnlyDictionary<string, string> PushData { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> PushedTo { get; init; } = [];

    /// <exception cref="InvalidDataException">The function did something else.</exception>
    public void Check(ReadOnlySpan<byte> answer, IReadOnlyList<Push> pushes)
    {
        CheckAnswer(answer);
        if (pushes.Count != PushedTo.Count || !PushedTo.All(id => pushes.Any(push => push.ConnectionId == id)))
        {
            throw new InvalidDataException($"Pushes expected to [{string.Join(", ", PushedTo)}], seen to [{string.Join(", ", pushes.Select(push => push.ConnectionId))}].");
        }

        foreach (var push in pushes)
        {
            CheckPush(push.Message);
        }
    }

    private void CheckAnswer(ReadOnlySpan<byte> answer)
    {
        var (status, body) = ReadAnswer(answer);
        var same = BodyCheck is null ? (body ?? "") == Body || SameJson(body, Body) : IsJson(body, BodyCheck);
        if (status != 200 || !same)
        {
            throw new InvalidDataException($"Expected status 200 and {(BodyCheck is null ? $"body '{Body}'" : "a frame for a bad request body")}; the function answered {Encoding.UTF8.GetString(answer)}");
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
            throw new InvalidDataException($"Expected a push of type {PushType}; the function pushed {Encoding.UTF8.GetString(message)}");
        }
    }

    private static (int Status, string? Body) ReadAnswer(ReadOnlySpan<byte> answer)
    {
        var reader = new Utf8JsonReader(answer);
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

/// <summary>One message that the function posted to a connection.</summary>
internal sealed record Push(string ConnectionId, byte[] Message);
