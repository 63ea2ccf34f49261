using WsScaffold.Testing;

namespace WsSpace.Tests;

public sealed class WsRouteTests
{
    [Fact]
    public async Task WsRoute_is_answered()
    {
        await using var api = await WebSocketApiFixture.StartAsync<WsAppApi>();
        await using var ann = await api.ConnectAsync();

        await ann.SendAsync(new WsRoute("hello"));

        Assert.Equal(new WsRouteAnswer("hello"), await ann.ReceiveAsync<WsRouteAnswer>());
    }
}
