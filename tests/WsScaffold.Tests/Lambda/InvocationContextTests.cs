using WsScaffold.Events;
using WsScaffold.Tests.Logging;

namespace WsScaffold.Tests.Lambda;

[Collection(AmbientInvocation.Name)]
public class InvocationContextTests
{
    [Fact]
    public async Task Overlapping_invocations_each_see_themselves()
    {
        using var bothEntered = new Barrier(2);

        var seen = await Task.WhenAll(Enter("a"), Enter("b"));

        Assert.Equal(["a", "b"], seen.AsEnumerable());
        Assert.Null(InvocationContext.Current);

        Task<string?> Enter(string id) => Task.Run(async () =>
        {
            using var invocation = Invocation(id);
            InvocationContext.Enter(invocation, isOnly: false);
            Assert.True(bothEntered.SignalAndWait(TimeSpan.FromSeconds(20)));
            await Task.Yield();
            return InvocationContext.Current?.AwsRequestId;
        });
    }

    [Fact]
    public void The_only_invocation_is_seen_on_every_thread()
    {
        using var invocation = Invocation("a");
        string? seen = null;
        InvocationContext.Enter(invocation, isOnly: true);
        var thread = new Thread(() => seen = InvocationContext.Current?.AwsRequestId);
        thread.UnsafeStart();
        thread.Join();
        InvocationContext.Leave(isOnly: true);

        Assert.Equal("a", seen);
        Assert.Null(InvocationContext.Current);
    }

    private static LambdaInvocation Invocation(string id) => new() { AwsRequestId = id, Deadline = DateTimeOffset.MaxValue };
}
