using WsScaffold.EndToEnd.Support;

namespace WsScaffold.EndToEnd;

/// <summary>The NativeAOT binary in a process of its own, which takes its events from a Runtime API and pushes to the gateway.</summary>
public sealed class PublishedConversationTests(PublishedApis published) : ConversationTests
{
    private FunctionProcess? _function;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _function?.Dispose();
    }

    protected override async Task<LocalGateway> StartAsync(WebSocketApp app, CancellationToken cancellationToken)
    {
        PublishedApis.SkipWhereNothingIsPublished();
        var chat = await published.ChatAsync();
        var gateway = await LocalGateway.StartAsync(app, new() { Port = 0, RuntimeApiPort = 0 }, cancellationToken);
        _function = new FunctionProcess(chat.Binary, gateway.RuntimeApi!, gateway.CallbackUrl);
        return gateway;
    }
}
