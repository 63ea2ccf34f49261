using WsScaffold;

namespace Chat;

// Requests: {"action":"join","room":"lobby"}. If a request has an "id", the response repeats it.
public sealed record Join(string Room);

public sealed record SendMessage(string Room, string Text);

// Responses: {"type":"join","id":1,"data":{"room":"lobby","members":2}}.
public sealed record Joined(string Room, int Members);

public sealed record MessageSent(int Delivered);

// Pushes: {"type":"messageReceived","data":{…}}.
public interface IChatClient
{
    ValueTask MemberJoined(MemberJoined joined, CancellationToken cancellationToken);

    ValueTask<SendSummary> MessageReceived(ChatMessage message, CancellationToken cancellationToken);
}

public sealed record MemberJoined(string Room, string Name);

public sealed record ChatMessage(string Room, string From, string Text, DateTimeOffset SentAt);
