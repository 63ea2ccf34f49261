using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace WsScaffold.Gateway.Integrations;

/// <summary>
/// The response of a Lambda proxy integration: <c>statusCode</c>, and optionally <c>headers</c>, <c>multiValueHeaders</c>,
/// <c>body</c> and <c>isBase64Encoded</c>. As on AWS, a response with any other member is malformed.
/// </summary>
internal sealed record ProxyResponse
{
    private const string Subprotocol = "Sec-WebSocket-Protocol";

    public int StatusCode { get; private init; }

    /// <summary>The text to send, as UTF-8; <see langword="null"/> if the response has no body.</summary>
    public ReadOnlyMemory<byte>? Body { get; private init; }

    /// <summary>The value of <c>Sec-WebSocket-Protocol</c>, the only header that API Gateway passes to the client.</summary>
    public string? AcceptedSubprotocol { get; private init; }

    public bool Accepts => StatusCode is >= 200 and < 300;

    /// <summary>Reads a response.</summary>
    /// <param name="problem">Why the response is malformed. Contains member names but no values.</param>
    /// <returns>The response, or <see langword="null"/> if it is malformed.</returns>
    public static ProxyResponse? Read(ReadOnlyMemory<byte> json, out string? problem)
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
            // Valid JSON can contain an escaped lone surrogate, which cannot be converted to text.
            problem = "it contains half a surrogate pair";
            return null;
        }
    }

    private static ProxyResponse? Read(JsonElement root, out string? problem)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            problem = "it is not a JSON object";
            return null;
        }

        problem = root.EnumerateObject().Select(FindProblem).FirstOrDefault(found => found is not null);
        if (problem is null && !root.TryGetProperty("statusCode", out _))
        {
            problem = "'statusCode' is missing";
        }

        var body = problem is null ? ReadBody(root, out problem) : null;
        var subprotocol = problem is null ? FindHeader(root, "multiValueHeaders") ?? FindHeader(root, "headers") : null;
        if (subprotocol?.AsSpan().ContainsAnyExceptInRange(' ', '~') == true)
        {
            problem = $"'{Subprotocol}' contains a character that is not allowed in a header";
        }

        return problem is not null ? null : new ProxyResponse
        {
            StatusCode = root.GetProperty("statusCode").GetInt32(),
            Body = body,
            AcceptedSubprotocol = subprotocol,
        };
    }

    private static string? FindProblem(JsonProperty member)
    {
        var kind = member.Value.ValueKind;
        return member.Name switch
        {
            "statusCode" => kind == JsonValueKind.Number && member.Value.TryGetInt32(out var status) && status is >= 200 and <= 599
                ? null
                : "'statusCode' is not an integer from 200 to 599",
            "headers" => IsMap(member.Value, IsScalar) ? null : "'headers' is not a map of strings",
            "multiValueHeaders" => IsMap(member.Value, IsScalarArray) ? null : "'multiValueHeaders' is not a map of string arrays",
            "body" => kind is JsonValueKind.String or JsonValueKind.Null ? null : "'body' is not a string",
            "isBase64Encoded" => kind is JsonValueKind.True or JsonValueKind.False ? null : "'isBase64Encoded' is not a boolean",
            _ => $"it has '{member.Name}': only statusCode, headers, multiValueHeaders, body and isBase64Encoded are allowed",
        };
    }

    private static bool IsMap(JsonElement value, Func<JsonElement, bool> isValue) =>
        value.ValueKind == JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(entry => isValue(entry.Value)));

    private static bool IsScalarArray(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsScalar);

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
            problem = "'body' is not UTF-8 text in base64, although 'isBase64Encoded' is true";
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
            .SelectMany(header =>
                header.Value.ValueKind == JsonValueKind.Array ? [.. header.Value.EnumerateArray()] : new[] { header.Value });
        return values.Select(value => value.ToString()).LastOrDefault();
    }
}
