using WsScaffold.ManagementApi;

namespace WsScaffold.Tests.Connections;

public sealed class HttpClientTransportTests : ConnectionsClientTests
{
    private protected override ManagementTransport CreateTransport(TimeProvider clock) => new HttpClientTransport(clock);

    [Fact]
    public async Task A_call_without_an_answer_fails_after_ten_seconds()
    {
        var arrived = new TaskCompletionSource();
        await using var gateway = new FakeApiGateway(_ => Hang(arrived));
        using var client = Client(gateway.CallbackUrl);

        var call = client.PostAsync(Id, "x"u8.ToArray(), Stop).AsTask();
        await arrived.Task.WaitAsync(Stop);
        _clock.Advance(TimeSpan.FromSeconds(10));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.Equal($"POST @connections at {gateway.CallbackUrl} failed: No response within 10 seconds.", failure.Message);
    }
}
