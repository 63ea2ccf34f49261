using WsScaffold.Testing;

namespace WsSpace.Tests;

public sealed class TokenAuthorizerTests
{
    [Fact]
    public async Task A_client_with_a_token_connects_and_handlers_know_its_user()
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
    public async Task A_client_without_a_valid_token_is_rejected(string query, int status)
    {
        await using var api = await TestApi.StartAsync();

        var rejection = await Assert.ThrowsAsync<HandshakeRejectedException>(() => api.ConnectAsync(query));

        Assert.Equal(status, rejection.StatusCode);
    }

    [Theory]
    [InlineData(null, "is empty")]
    [InlineData("ann=local-ann", "invalid entry")]
    public void A_setting_without_valid_tokens_is_rejected(string? setting, string problem)
    {
        var error = Assert.Throws<FormatException>(() => new AccessTokens(setting));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }
}
