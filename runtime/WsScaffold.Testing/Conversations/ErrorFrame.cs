using System.Text.Json;

namespace WsScaffold.Testing;

/// <summary>The error frame that a client receives when its request is rejected or its invocation fails.</summary>
/// <param name="Message">
/// The message of a <see cref="RouteException"/>, <c>Bad request body</c>, or one of the gateway's own messages: <c>Forbidden</c>,
/// <c>Internal server error</c> or <c>Endpoint request timed out</c>.
/// </param>
/// <param name="ConnectionId">The connection ID of the client.</param>
/// <param name="RequestId">The request ID, which the logs contain, too.</param>
/// <param name="Status">The status of a <see cref="RouteException"/>; <see langword="null"/> for other errors.</param>
/// <param name="Id">
/// The <c>id</c> of the request, as JSON (<c>7</c>, <c>"a"</c>); <see langword="null"/> if the request had none, and in the gateway's
/// own error frames.
/// </param>
/// <param name="Errors">The errors in the body; empty for errors of another kind.</param>
public sealed record ErrorFrame(
    string Message, string ConnectionId, string RequestId, int? Status, string? Id, IReadOnlyList<ErrorFrameDetail> Errors)
{
    internal static ErrorFrame? TryRead(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var frame = json.RootElement;
            return frame.ValueKind == JsonValueKind.Object
                && Text(frame, "message") is { } message
                && Text(frame, "connectionId") is { } connectionId
                && Text(frame, "requestId") is { } requestId
                    ? new(message, connectionId, requestId, StatusOf(frame), IdOf(frame), [.. Details(frame)])
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

    private static string? IdOf(JsonElement frame) => frame.TryGetProperty("id", out var id) ? id.GetRawText() : null;

    private static IEnumerable<ErrorFrameDetail> Details(JsonElement frame) => frame.TryGetProperty("errors", out var errors)
        ? errors.EnumerateArray().Select(static error => new ErrorFrameDetail(Text(error, "path") ?? "", Text(error, "message") ?? ""))
        : [];
}
