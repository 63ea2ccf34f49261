using WsScaffold;

namespace WsSpace;

#if (auth == "lambda")
// What a client sends: {"action":"join","room":"lobby","id":1}. The id, if there is one, comes back in the answer; who sends it, the authorizer has said.
public sealed record Join(string Room);

public sealed record SendMessage(string Room, string Text);
#else
// What a client sends: {"action":"join","room":"lobby","name":"Ann","id":1}. The id, if there is one, comes back in the answer.
public sealed record Join(string Room, string Name);

public sealed record SendMessage(string Room, string Name, string Text);
#endif

public sealed record Leave(string Room);

// What it gets back: {"type":"join","id":1,"data":{"room":"lobby"}}.
public sealed record Joined(string Room);

public sealed record MessageSent(int Delivered);

// What it is told by others: {"type":"messageReceived","data":{…}}.
public interface IChatClient
{
    ValueTask MemberJoined(MemberJoined joined, CancellationToken cancellationToken);

    ValueTask<SendSummary> MessageReceived(ChatMessage message, CancellationToken cancellationToken);
}

public sealed record MemberJoined(string Room, string Name);

public sealed record ChatMessage(string Room, string From, string Text, DateTimeOffset SentAt);
