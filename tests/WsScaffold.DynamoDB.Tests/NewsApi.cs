namespace WsScaffold.DynamoDB.Tests;

/// <summary>An API with a broadcast, and with a push that is longer than a message can be.</summary>
[WebSocketApi(Store = ConnectionStore.DynamoDb)]
public sealed partial class NewsApi(IClients<INewsReader> readers)
{
    public static void Configure(WebSocketAppBuilder builder) => builder.AddDynamoDbConnectionStore();

    [WebSocketRoute("announce")]
    public async Task<Announced> Announce(Announce request, CancellationToken cancellationToken)
    {
        var summary = await readers.All.Published(new(request.Text), cancellationToken);
        return new(summary.Delivered, summary.Gone, summary.Throttled, summary.Failed);
    }

    [WebSocketRoute("read")]
    public async Task Read(Read request, MessageContext context, CancellationToken cancellationToken) =>
        await readers.Chunked.Connection(context.ConnectionId).Published(new(TextOf(request.Repetitions)), cancellationToken);

    /// <summary>Characters of every length in UTF-8, and JSON escapes, so that parts end within characters and escapes.</summary>
    public static string TextOf(int repetitions) => string.Concat(
        Enumerable.Range(0, repetitions).Select(static number => $"{number} h\u00e9llo \"\\\n \u65e5\u672c \U0001F600"));
}

public sealed record Announce(string Text);

public sealed record Announced(int Delivered, int Gone, int Throttled, int Failed);

public sealed record Read(int Repetitions);

public sealed record News(string Text);

public interface INewsReader
{
    ValueTask<SendSummary> Published(News news, CancellationToken cancellationToken);
}
