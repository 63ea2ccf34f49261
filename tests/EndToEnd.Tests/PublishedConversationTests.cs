using WsScaffold.EndToEnd.Support;

namespace WsScaffold.EndToEnd;

/// <summary>The NativeAOT binary in a process of its own, which polls a Runtime API for its events and pushes to the gateway.</summary>
public class PublishedConversationTests : ConversationTests
{
    private FunctionProcess? _function;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _function?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected virtual Task<PublishedApi> PublishAsync() => PublishedApis.ChatAsync();

    protected override async Task<LocalGateway> StartAsync(WebSocketApp app, CancellationToken cancellationToken)
    {
        var chat = await PublishAsync();
        var gateway = await LocalGateway.StartAsync(app, new() { Port = 0, RuntimeApiPort = 0 }, cancellationToken);
        _function = new FunctionProcess(chat.Binary, gateway.RuntimeApi!, gateway.CallbackUrl);
        return gateway;
    }
}
