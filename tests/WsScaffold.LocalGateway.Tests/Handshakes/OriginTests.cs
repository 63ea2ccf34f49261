using System.Net;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Handshakes;

public sealed class OriginTests
{
    [Theory]
    [InlineData("Host: evil.example", 403)]
    [InlineData("Host: evil.example:5080", 403)]
    [InlineData("Host: 10.1.2.3", 403)]
    [InlineData("Host: localhost.evil.example", 403)]
    [InlineData("Host: localhost", 101)]
    [InlineData("Host: localhost:5080", 101)]
    [InlineData("Host: 127.0.0.1", 101)]
    [InlineData("Host: [::1]:5080", 101)]
    [InlineData("Host: dev.example:5080", 101)]
    public async Task A_foreign_host_is_rejected_unless_it_is_allowed(string host, int status)
    {
        await using var gateway = await Gateways.StartAsync(new Function(), configure: options => options.AllowedHosts.Add("dev.example"));

        using var client = await RawClient.ConnectAsync(gateway.Url, headers: host);

        Assert.Equal(status, client.Status);
    }

    [Theory]
    [InlineData("http://evil.example", 403)]
    [InlineData("https://localhost:5080", 403)]
    [InlineData("http://localhost:5081", 403)]
    [InlineData("null", 403)]
    [InlineData("http://localhost:5080", 101)]
    [InlineData("http://localhost:5173", 101)]
    [InlineData("https://chat.example.com", 101)]
    public async Task A_foreign_origin_is_rejected_unless_the_options_or_the_API_allow_it(string origin, int status)
    {
        var api = new WebSocketApiDescriptor
        {
            Name = "Chat",
            RouteSelectionExpression = "$request.body.action",
            Routes = [],
            AllowedOrigins = ["https://chat.example.com"],
        };
        await using var gateway = await Gateways.StartAsync(
            new Function(), api, options => options.AllowedOrigins.Add("http://localhost:5173"));

        using var client = await RawClient.ConnectAsync(gateway.Url, null, "Host: localhost:5080", $"Origin: {origin}");

        Assert.Equal(status, client.Status);
    }

    [Fact]
    public async Task No_web_page_may_call_connections_not_even_of_the_same_origin()
    {
        await using var gateway = await Gateways.StartAsync(new Function());
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{gateway.CallbackUrl}/@connections/any");
        request.Headers.Add("Origin", $"http://{gateway.Url.Authority}");

        using var response = await http.SendAsync(request, Patience.Token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("ForbiddenException", response.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact]
    public async Task By_default_the_gateway_listens_on_loopback_only()
    {
        await using var gateway = await Gateways.StartAsync(new Function());
        var listeners = System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();

        var own = listeners.Where(listener => listener.Port == gateway.Url.Port);
        Assert.Equal([IPAddress.Loopback], own.Select(listener => listener.Address));
    }

    [Fact]
    public async Task A_gateway_on_all_addresses_accepts_every_IP_address_but_no_foreign_host()
    {
        await using var gateway = await Gateways.StartAsync(new Function(), configure: options => options.Address = IPAddress.Any);

        using var byAddress = await RawClient.ConnectAsync(gateway.Url, headers: "Host: 10.1.2.3:5080");
        using var byName = await RawClient.ConnectAsync(gateway.Url, headers: "Host: evil.example");

        Assert.Equal("127.0.0.1", gateway.Url.Host);
        Assert.Equal(101, byAddress.Status);
        Assert.Equal(403, byName.Status);
    }
}
