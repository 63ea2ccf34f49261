using WsScaffold.Testing;

namespace WsSpace.Tests;

public sealed class WsAppApiTests
{
    [Fact]
    public async Task Hello_responds_with_a_greeting()
    {
#if (auth == "lambda")
        await using var api = await TestApi.StartAsync();
        await using var ann = await api.ConnectUserAsync("ann");
#else
        await using var api = await WebSocketApiFixture.StartAsync<WsAppApi>();
        await using var ann = await api.ConnectAsync();
#endif

        await ann.SendAsync(new Hello("Ann"));

        Assert.Equal(new Greeting("Hello, Ann!"), await ann.ReceiveAsync<Greeting>());
    }

    [Fact]
    public async Task A_missing_property_is_reported()
    {
#if (auth == "lambda")
        await using var api = await TestApi.StartAsync();
        await using var ann = await api.ConnectUserAsync("ann");
#else
        await using var api = await WebSocketApiFixture.StartAsync<WsAppApi>();
        await using var ann = await api.ConnectAsync();
#endif

        await ann.SendAsync("""{"action":"hello"}""");

        Assert.Equal([new ErrorFrameDetail("$.name", "is required")], (await ann.ReceiveErrorAsync()).Errors);
    }
}
