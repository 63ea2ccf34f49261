using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Hosting;

/// <summary>An app learns its gateway's address after the port is bound: until then nothing reaches it.</summary>
public sealed class OpeningTests
{
    // Without the wait the function has the event within milliseconds.
    private static readonly TimeSpan _longEnoughToFail = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_handshake_waits_until_the_app_knows_its_gateway()
    {
        var function = Function.Echo();
        await using var gateway = await BindAsync(function);
        var connecting = RawClient.ConnectAsync(gateway.Url);
        var connect = function.NextEventAsync("CONNECT");

        await Task.WhenAny(connecting, connect, Task.Delay(_longEnoughToFail, Patience.Token));
        Assert.False(connecting.IsCompleted || connect.IsCompleted);
        gateway.Open();

        using var client = await connecting;
        Assert.Equal(101, client.Status);
        Assert.Equal("CONNECT", (await connect).TextAt("requestContext", "eventType"));
    }

    [Fact]
    public async Task A_call_to_connections_waits_too()
    {
        await using var gateway = await BindAsync(new Function());
        using var http = new HttpClient();
        var posting = http.PostAsync($"{gateway.CallbackUrl}/@connections/abc=", new StringContent("hi", Encoding.UTF8), Patience.Token);

        await Task.WhenAny(posting, Task.Delay(_longEnoughToFail, Patience.Token));
        Assert.False(posting.IsCompleted);
        gateway.Open();

        using var answer = await posting;
        Assert.Equal(System.Net.HttpStatusCode.Gone, answer.StatusCode);
    }

    [Fact]
    public async Task Who_leaves_while_waiting_is_forgotten()
    {
        var function = Function.Echo();
        await using var gateway = await BindAsync(function);
        using (var impatient = await RawClient.OpenAsync(gateway.Url))
        {
            await impatient.WriteAsync(Encoding.ASCII.GetBytes($"GET /production HTTP/1.1\r\nHost: {gateway.Url.Authority}\r\n\r\n"));
            impatient.Reset();
        }

        gateway.Open();

        using var client = await RawClient.ConnectAsync(gateway.Url);
        await client.SendTextAsync("hello");
        Assert.Equal("hello", await client.ReadTextAsync());
    }

    private static Task<LocalGateway> BindAsync(Function function)
    {
        var options = new LocalGatewayOptions { Port = 0, Stage = Gateways.Stage };
        return LocalGateway.BindAsync(
            Gateways.Chat, function.AsIntegration(options.IntegrationTimeout), options, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
    }
}
