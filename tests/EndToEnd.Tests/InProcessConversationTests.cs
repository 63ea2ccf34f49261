using Chat;

namespace WsScaffold.EndToEnd;

/// <summary>The function in the gateway's own process, as <c>dotnet run</c> has it.</summary>
public sealed class InProcessConversationTests : ConversationTests, IAsyncDisposable
{
    private readonly WebSocketApp _app = WebSocketApp.CreateBuilder<ChatApi>().Build();
    private LocalGateway? _gateway;

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        await _app.DisposeAsync();
    }

    protected override async Task<Uri> StartAsync() =>
        (_gateway ??= await LocalGateway.StartAsync(_app, new() { Port = 0 }, TestContext.Current.CancellationToken)).Url;
}
