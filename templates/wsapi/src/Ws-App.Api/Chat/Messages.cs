using WsScaffold;

namespace WsSpace;

#if (auth == "lambda")
// Requests, for example {"action":"join","room":"lobby","id":1}. The response contains the id of the request, if it has one.
// The user is known from the authorizer.
public sealed record Join(string Room);

public sealed record SendMessage(string Room, string Text);
#else
// Requests, for example {"action":"join","room":"lobby","name":"Ann","id":1}. The response contains the id of the request, if it has one.
public sealed record Join(string Room, string Name);

public sealed record SendMessage(string Room, string Name, string Text);
#endif

public sealed record Leave(string Room);

// Responses, for example {"type":"join","id":1,"data":{"room":"lobby"}}.
public sealed record Joined(string Room);

public sealed record MessageSent(int Delivered);

// Pushes, for example {"type":"messageReceived","data":{…}}.
public interface IChatClient
{
    ValueTask MemberJoined(MemberJoined joined, CancellationToken cancellationToken);

    ValueTask<SendSummary> MessageReceived(ChatMessage message, CancellationToken cancellationToken);
}

public sealed record MemberJoined(string Room, string Name);

public sealed record ChatMessage(string Room, string From, string Text, DateTimeOffset SentAt);
