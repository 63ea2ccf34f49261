namespace StandIn.Chat;

// Requests.
internal sealed record Join(string Room, long? Id = null);

internal sealed record SendMessage(string Room, string Text, long? Id = null);

// Responses and pushes: {"type":…,"id":…,"data":…}. Pushes have no id.
internal sealed record Frame<T>(string Type, long? Id, T Data);

internal sealed record Joined(string Room, int Members);

internal sealed record MemberJoined(string Room, string Name);

internal sealed record MessageSent(int Delivered);

internal sealed record MessageReceived(string Room, string From, string Text, DateTimeOffset SentAt);

internal sealed record ErrorFrame(string Message, string ConnectionId, string RequestId)
{
    public int? Status { get; init; }
    public long? Id { get; init; }
    public IReadOnlyList<BindingError>? Errors { get; init; }
}

internal sealed record BindingError(string Path, string Message);
