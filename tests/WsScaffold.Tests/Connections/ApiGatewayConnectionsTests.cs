using WsScaffold.ManagementApi;
using WsScaffold.Tests.Dispatch;

namespace WsScaffold.Tests.Connections;

public sealed class ApiGatewayConnectionsTests
{
    [Fact]
    public async Task A_service_that_was_made_before_the_host_said_what_carries_requests_sends_by_that_too()
    {
        await using var app = WebSocketApp.CreateBuilder<EveryFormApi>().Build();
        var connections = (IConnections)app.Services.GetService(typeof(IConnections))!;
        var transport = new RecordingTransport();
        app.CallbackUrl = new("http://127.0.0.1:9/production");
        app.CreateManagementTransport = () => transport;
        using var invocation = AppRunner.Invocation();
        await app.InvokeAsync(TestEvent.Message("$default", "hi"), invocation, new System.Buffers.ArrayBufferWriter<byte>());

        Assert.Equal(ConnectionStatus.Ok, await connections.PostAsync("a", "x"u8.ToArray(), TestContext.Current.CancellationToken));

        Assert.Equal(["POST /production/@connections/a"], transport.Requests);
    }

    private sealed class RecordingTransport : ManagementTransport
    {
        public List<string> Requests { get; } = [];

        public override ValueTask<ManagementResponse> SendAsync(ManagementRequest request, CancellationToken cancellationToken)
        {
            Requests.Add($"{request.Method} {request.Path}");
            return new(ManagementResponse.Ok);
        }

        public override void Dispose()
        {
        }
    }
}
