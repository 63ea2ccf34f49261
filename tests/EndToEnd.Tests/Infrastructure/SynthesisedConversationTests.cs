using WsScaffold.EndToEnd.Support;

namespace WsScaffold.EndToEnd.Infrastructure;

/// <summary>
/// The conversation over what would be deployed: the gateway knows the template alone, and the function is the binary that
/// would be uploaded. That it is the same conversation proves that infrastructure and code agree.
/// </summary>
public sealed class SynthesisedConversationTests(SynthesisedChat chat) : ConversationTests
{
    private FunctionProcess? _function;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _function?.Dispose();
    }

    protected override async Task<LocalGateway> StartAsync(WebSocketApp app, CancellationToken cancellationToken)
    {
        var assembly = await chat.AssemblyAsync();
        var gateway = await LocalGateway.StartForProcessAsync(
            assembly.Describe(),
            new() { Port = 0, RuntimeApiPort = 0 },
            cancellationToken: cancellationToken
        );
        _function = new FunctionProcess(assembly.Binary, gateway.RuntimeApi!, gateway.CallbackUrl);
        return gateway;
    }
}
