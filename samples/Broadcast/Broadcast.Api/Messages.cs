using WsScaffold;

namespace Broadcast;

// Requests: {"action":"follow","topic":"news"}.
public sealed record Follow(string Topic);

public sealed record Publish(string Topic, string Text);

// An announcement to all clients. If it took too long, the response has a continuation: announce again with it, and the message
// is pushed to the remaining clients. A real API would not give the continuation to a client, but put it into a queue of its own.
public sealed record Announce(string Text, SendContinuation? Continuation = null);

// Responses.
public sealed record Following(string Topic);

public sealed record Published(int Delivered, int Gone, int Throttled, int Failed, SendContinuation? Continuation);

// Pushes: {"type":"published","data":{…}}.
public interface IFollower
{
    ValueTask<SendSummary> Published(News news);
}

public sealed record News(string? Topic, string Text);
