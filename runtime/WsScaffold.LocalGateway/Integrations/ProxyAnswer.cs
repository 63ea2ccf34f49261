using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace WsScaffold.Gateway.Integrations;

/// <summary>
/// What a proxy integration returned: <c>statusCode</c>, and optionally <c>headers</c>, <c>multiValueHeaders</c>,
/// <c>body</c> and <c>isBase64Encoded</c>. Any other member makes it malformed, as on AWS.
/// </summary>
internal sealed record ProxyAnswer
{
    private const string Subprotocol = "Sec-WebSocket-Protocol";

    public int StatusCode { get; private init; }

    /// <summary>The text to send; <see langword="null"/> when there is none.</summary>
    public ReadOnlyMemory<byte>? Body { get; private init; }

    /// <summary>The only header that reaches a client.</summary>
    public string? AcceptedSubprotocol { get; private init; }

    public bool Accepts => StatusCode is >= 200 and < 300;

    /// <summary>Reads an answer.</summary>
    /// <param name="problem">What makes it malformed, without anything of its content but member names.</param>
    /// <returns>The answer, or <see langword="null"/> when it is malformed.</returns>
    public static ProxyAnswer? Read(ReadOnlyMemory<byte> json, out string? problem)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, out problem);
        }
        catch (JsonException)
        {
            problem = "it is not JSON";
            return null;
        }
        catch (InvalidOperationException)
        {
            // Valid JSON may hold an escaped surrogate without its other half; no text comes of it.
            problem = "it holds half a surrogate pair";
            return null;
        }
    }

    private static ProxyAnswer? Read(JsonElement root, out string? problem)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            problem = "it is not a JSON object";
            return null;
        }

        problem = root.EnumerateObject().Select(Problem).FirstOrDefault(found => found is not null);
        if (problem is null && !root.TryGetProperty("statusCode", out _))
        {
            problem = "'statusCode' is missing";
        }

        var body = problem is null ? ReadBody(root, out problem) : null;
        var subprotocol = problem is null ? FindHeader(root, "multiValueHeaders") ?? FindHeader(root, "headers") : null;
        if (subprotocol?.AsSpan().ContainsAnyExceptInRange(' ', '~') == true)
        {
            problem = $"'{Subprotocol}' holds a character that no header can";
        }

        return problem is not null ? null : new ProxyAnswer
        {
            StatusCode = root.GetProperty("statusCode").GetInt32(),
            Body = body,
            AcceptedSubprotocol = subprotocol,
        };
    }

    private static string? Problem(JsonProperty member)
    {
        var kind = member.Value.ValueKind;
        return member.Name switch
        {
            "statusCode" => kind == JsonValueKind.Number && member.Value.TryGetInt32(out var status) && status is >= 200 and <= 599
                ? null
                : "'statusCode' is not an integer from 200 to 599",
            "headers" => IsMap(member.Value, IsScalar) ? null : "'headers' is not a map of strings",
            "multiValueHeaders" => IsMap(member.Value, value => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsScalar))
                ? null
                : "'multiValueHeaders' is not a map of string arrays",
            "body" => kind is JsonValueKind.String or JsonValueKind.Null ? null : "'body' is not a string",
            "isBase64Encoded" => kind is JsonValueKind.True or JsonValueKind.False ? null : "'isBase64Encoded' is not a boolean",
            _ => $"it has '{member.Name}': only statusCode, headers, multiValueHeaders, body and isBase64Encoded are allowed",
        };
    }

    private static bool IsMap(JsonElement value, Func<JsonElement, bool> isValue) =>
        value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(entry => isValue(entry.Value)));

    private static bool IsScalar(JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    private static ReadOnlyMemory<byte>? ReadBody(JsonElement root, out string? problem)
    {
        problem = null;
        if (!root.TryGetProperty("body", out var body) || body.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (!root.TryGetProperty("isBase64Encoded", out var isBase64) || isBase64.ValueKind == JsonValueKind.False)
        {
            return Encoding.UTF8.GetBytes(body.GetString()!);
        }

        if (!body.TryGetBytesFromBase64(out var bytes) || !Utf8.IsValid(bytes))
        {
            problem = "'body' is not base64 of UTF-8 text, though 'isBase64Encoded' is true";
            return null;
        }

        return bytes;
    }

    private static string? FindHeader(JsonElement root, string map)
    {
        if (!root.TryGetProperty(map, out var headers) || headers.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var values = headers.EnumerateObject()
            .Where(header => header.Name.Equals(Subprotocol, StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => header.Value.ValueKind == JsonValueKind.Array ? [.. header.Value.EnumerateArray()] : new[] { header.Value });
        return values.Select(value => value.ToString()).LastOrDefault();
    }
}
