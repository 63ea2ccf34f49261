using WsScaffold;

namespace Broadcast;

// What a client sends: {"action":"follow","topic":"news"}.
public sealed record Follow(string Topic);

public sealed record Publish(string Topic, string Text);

// With a continuation, to whom an announcement that took too long did not get. A real API would put it in a queue of its own.
public sealed record Announce(string Text, SendContinuation? Continuation = null);

// What it gets back.
public sealed record Following(string Topic);

public sealed record Published(int Delivered, int Gone, int Throttled, int Failed, SendContinuation? Continuation);

// What followers are told: {"type":"published","data":{…}}.
public interface IFollower
{
    ValueTask<SendSummary> Published(News news);
}

public sealed record News(string? Topic, string Text);
