using WsScaffold.Testing;

namespace WsSpace.Tests;

public sealed class TokenAuthorizerTests
{
    [Fact]
    public async Task Who_has_a_token_gets_in_and_the_handlers_know_who_it_is()
    {
        await using var api = await TestApi.StartAsync();
        await using var ann = await api.ConnectUserAsync("ann");
#if (content == "chat")
        await using var bob = await api.ConnectUserAsync("bob");
        await ann.SendAsync(new Join("lobby"));
        await ann.ReceiveAsync<Joined>();

        await bob.SendAsync(new Join("lobby"));

        Assert.Equal(new MemberJoined("lobby", "bob"), await ann.ReceiveAsync<MemberJoined>());
#else

        await ann.SendAsync("""{"action":"whoami"}""");

        Assert.Equal(new User("ann"), await ann.ReceiveAsync<User>());
#endif
    }

    [Theory]
    [InlineData("token=guessed", 403)]
    [InlineData("token=", 401)]
    [InlineData("", 401)]
    public async Task Who_has_none_is_refused(string query, int status)
    {
        await using var api = await TestApi.StartAsync();

        var refused = await Assert.ThrowsAsync<HandshakeRejectedException>(() => api.ConnectAsync(query));

        Assert.Equal(status, refused.StatusCode);
    }

    [Theory]
    [InlineData(null, "is empty")]
    [InlineData("ann=local-ann", "isn't USER=HASH")]
    public void A_setting_that_would_let_in_nobody_is_told(string? setting, string problem) =>
        Assert.Contains(problem, Assert.Throws<FormatException>(() => new AccessTokens(setting)).Message, StringComparison.Ordinal);
}
