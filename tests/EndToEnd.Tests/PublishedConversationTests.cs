using Chat;
using WsScaffold.EndToEnd.Support;

namespace WsScaffold.EndToEnd;

/// <summary>The NativeAOT binary in a process of its own, which takes its events from a Runtime API and pushes to the gateway.</summary>
public sealed class PublishedConversationTests(PublishedApis published) : ConversationTests, IAsyncDisposable
{
    private readonly WebSocketApp _app = WebSocketApp.CreateBuilder<ChatApi>().Build();
    private LocalGateway? _gateway;
    private FunctionProcess? _function;

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _function?.Dispose();
        await _app.DisposeAsync();
    }

    protected override async Task<Uri> StartAsync()
    {
        PublishedApis.SkipWhereNothingIsPublished();
        if (_gateway is null)
        {
            var chat = await published.ChatAsync();
            _gateway = await LocalGateway.StartAsync(_app, new() { Port = 0, RuntimeApiPort = 0 }, TestContext.Current.CancellationToken);
            _function = new FunctionProcess(chat.Binary, _gateway.RuntimeApi!, _gateway.CallbackUrl);
        }

        return _gateway.Url;
    }
}
