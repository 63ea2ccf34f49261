#if (!usesTestApi)
using WsScaffold.Testing;

#endif
namespace WsSpace.Tests;

public sealed class WsRouteTests
{
    [Fact]
    public async Task WsRoute_is_answered()
    {
#if (usesTestApi)
        await using var api = await TestApi.StartAsync();
        await using var ann = await api.ConnectUserAsync("ann");
#else
        await using var api = await WebSocketApiFixture.StartAsync<WsAppApi>();
        await using var ann = await api.ConnectAsync();
#endif

        await ann.SendAsync(new WsRoute("hello"));

        Assert.Equal(new WsRouteAnswer("hello"), await ann.ReceiveAsync<WsRouteAnswer>());
    }
}
