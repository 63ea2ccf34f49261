using System.Text;
using WsScaffold.Events;
using WsScaffold.Generated;
using WsScaffold.Tests.Logging;

namespace WsScaffold.Tests.Lambda;

/// <summary>An app behind another Lambda runtime than ours.</summary>
[Collection(AmbientInvocation.Name)]
public sealed class StreamFunctionTests
{
    [Fact]
    public async Task Log_lines_and_pushes_of_the_invocation_know_it_and_it_ends_with_the_answer()
    {
        var function = StreamFunction.Create<ProbeApi>();
        var invocation = Dispatch.AppRunner.Invocation();

        await using var answer = await function.InvokeAsync(new MemoryStream(TestEvent.Message("probe", "")), invocation);

        using var reader = new StreamReader(answer, Encoding.UTF8);
        Assert.Equal(
            $$"""{"statusCode":200,"body":"{{invocation.AwsRequestId}} no thread"}""",
            await reader.ReadToEndAsync(TestContext.Current.CancellationToken)
        );
        Assert.True(invocation.IsOver);
        Assert.Null(InvocationContext.Current);
    }

    [Fact]
    public async Task A_failed_invocation_ends_too()
    {
        var function = StreamFunction.Create<ProbeApi>();
        var invocation = Dispatch.AppRunner.Invocation();

        await Assert.ThrowsAsync<TimeoutException>(() =>
            function.InvokeAsync(new MemoryStream(TestEvent.Message("fails", "")), invocation)
        );

        Assert.True(invocation.IsOver);
        Assert.Null(InvocationContext.Current);
    }

    // By hand, as it would be generated.
    private sealed class ProbeApi : IWebSocketApi
    {
        public static WebSocketApiDescriptor Descriptor { get; } = new()
        {
            Name = "ProbeApi",
            RouteSelectionExpression = "$request.body.action",
            Routes = [new("probe", "ProbeApi.Probe") { HasRouteResponse = true }],
        };

        public static IReadOnlyList<MessageContract> Messages => [];

        public static void Configure(WebSocketAppBuilder builder)
        {
        }

        public static async ValueTask DispatchAsync(RouteInvocation invocation)
        {
            invocation.SetRoute(0);
            await Task.Yield();
            if (invocation.RouteKey.SequenceEqual("fails"u8))
            {
                throw new TimeoutException();
            }

            invocation.RespondText(
                $"{InvocationContext.Current?.AwsRequestId} {(InvocationContext.Current?.Thread is null ? "no thread" : "a thread")}"
            );
        }
    }
}
