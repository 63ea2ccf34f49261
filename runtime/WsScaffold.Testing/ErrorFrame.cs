using System.Text.Json;

namespace WsScaffold.Testing;

/// <summary>What a client is told when its message had no answer.</summary>
/// <param name="Message">What went wrong: the text of a <see cref="RouteException"/>, <c>Bad request body</c>, or the gateway's <c>Forbidden</c>, <c>Internal server error</c> or <c>Endpoint request timed out</c>.</param>
/// <param name="ConnectionId">The client's own connection ID.</param>
/// <param name="RequestId">The request, as the logs name it.</param>
/// <param name="Status">The status of a <see cref="RouteException"/>; <see langword="null"/> for others.</param>
/// <param name="Id">The <c>id</c> of the request, as JSON (<c>7</c>, <c>"a"</c>); <see langword="null"/> when it had none, and in frames that the gateway itself makes.</param>
/// <param name="Errors">What is wrong with the body; empty when it isn't the body.</param>
public sealed record ErrorFrame(string Message, string ConnectionId, string RequestId, int? Status, string? Id, IReadOnlyList<ErrorFrameDetail> Errors)
{
    internal static ErrorFrame? TryRead(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var frame = json.RootElement;
            return frame.ValueKind == JsonValueKind.Object
                && Text(frame, "message") is { } message && Text(frame, "connectionId") is { } connectionId && Text(frame, "requestId") is { } requestId
                    ? new(message, connectionId, requestId, Status: StatusOf(frame), Id: frame.TryGetProperty("id", out var id) ? id.GetRawText() : null, Errors: [.. Details(frame)])
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement frame, string name) =>
        frame.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? StatusOf(JsonElement frame) => frame.TryGetProperty("status", out var status) ? status.GetInt32() : null;

    private static IEnumerable<ErrorFrameDetail> Details(JsonElement frame) => frame.TryGetProperty("errors", out var errors)
        ? errors.EnumerateArray().Select(static error => new ErrorFrameDetail(Text(error, "path") ?? "", Text(error, "message") ?? ""))
        : [];
}

/// <summary>One thing that is wrong with a body.</summary>
/// <param name="Path">Where, as a JSON path: <c>$.items[2].name</c>.</param>
/// <param name="Message">What.</param>
public sealed record ErrorFrameDetail(string Path, string Message);
