using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Hosting;

/// <summary>The API gets the gateway's URL after the port is bound. Until then, no request may reach the API.</summary>
public sealed class OpeningTests
{
    // If requests did not wait, the function would receive the event within milliseconds.
    private static readonly TimeSpan _longEnoughToFail = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_handshake_waits_until_the_gateway_is_open()
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
    public async Task A_call_of_connections_waits_until_the_gateway_is_open()
    {
        await using var gateway = await BindAsync(new Function());
        using var http = new HttpClient();
        var posting = http.PostAsync($"{gateway.CallbackUrl}/@connections/abc=", new StringContent("hi", Encoding.UTF8), Patience.Token);

        await Task.WhenAny(posting, Task.Delay(_longEnoughToFail, Patience.Token));
        Assert.False(posting.IsCompleted);
        gateway.Open();

        using var response = await posting;
        Assert.Equal(System.Net.HttpStatusCode.Gone, response.StatusCode);
    }

    [Fact]
    public async Task A_client_that_leaves_while_it_waits_does_not_disturb_others()
    {
        var function = Function.Echo();
        await using var gateway = await BindAsync(function);
        using (var impatient = await RawClient.OpenAsync(gateway.Url))
        {
            await impatient.WriteLinesAsync("GET /production HTTP/1.1", $"Host: {gateway.Url.Authority}", "", "");
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
        var integration = function.AsIntegration(options.IntegrationTimeout);
        return LocalGateway.BindAsync(
            Gateways.Chat, integration, options, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
    }
}
