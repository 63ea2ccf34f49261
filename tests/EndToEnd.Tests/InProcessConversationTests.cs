namespace WsScaffold.EndToEnd;

/// <summary>The function in the gateway's own process, as <c>dotnet run</c> has it.</summary>
public sealed class InProcessConversationTests : ConversationTests
{
    protected override Task<LocalGateway> StartAsync(WebSocketApp app, CancellationToken cancellationToken) =>
        LocalGateway.StartAsync(app, new() { Port = 0 }, cancellationToken);
}
