#if (!usesTestApi)
using WsScaffold.Testing;

#endif
namespace WsSpace.Tests;

public sealed class WsRouteTests
{
    [Fact]
    public async Task WsRoute_responds_with_the_text_of_the_request()
    {
#if (usesTestApi)
        await using var api = await TestApi.StartAsync();
        await using var ann = await api.ConnectUserAsync("ann");
#else
        await using var api = await WebSocketApiFixture.StartAsync<WsAppApi>();
        await using var ann = await api.ConnectAsync();
#endif

        await ann.SendAsync(new WsRoute("hello"));

        Assert.Equal(new WsRouteResponse("hello"), await ann.ReceiveAsync<WsRouteResponse>());
    }
}
