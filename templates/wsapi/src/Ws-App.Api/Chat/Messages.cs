using WsScaffold;

namespace Ws_App;

// What a client sends: {"action":"join","room":"lobby"}. An "id" beside it comes back in the answer.
public sealed record Join(string Room);

public sealed record SendMessage(string Room, string Text);

// What it gets back: {"type":"join","id":1,"data":{"room":"lobby","members":2}}.
public sealed record Joined(string Room, int Members);

public sealed record MessageSent(int Delivered);

// What it is told by others: {"type":"messageReceived","data":{…}}.
public interface IChatClient
{
    ValueTask MemberJoined(MemberJoined joined, CancellationToken cancellationToken);

    ValueTask<SendSummary> MessageReceived(ChatMessage message, CancellationToken cancellationToken);
}

public sealed record MemberJoined(string Room, string Name);

public sealed record ChatMessage(string Room, string From, string Text, DateTimeOffset SentAt);
