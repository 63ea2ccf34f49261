#if (auth != "lambda")
using WsScaffold.Testing;

#endif
namespace WsSpace.Tests;

public sealed class AwsRoutesTests
{
    [Fact]
    public async Task Stage_responds_with_the_stage()
    {
#if (auth == "lambda")
        await using var api = await TestApi.StartAsync();
        await using var ann = await api.ConnectUserAsync("ann");
#else
        await using var api = await WebSocketApiFixture.StartAsync<WsAppApi>();
        await using var ann = await api.ConnectAsync();
#endif

        await ann.SendAsync("""{"action":"stage"}""");

        Assert.Equal("local", await ann.ReceiveTextAsync());
    }
}
