namespace WsScaffold.Tests.Lambda;

public class LambdaInvocationTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void Remaining_time_ends_at_zero()
    {
        using var over = Invocation(TimeSpan.FromSeconds(-1));
        using var running = Invocation(TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.Zero, over.RemainingTime);
        Assert.InRange(running.RemainingTime, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void The_token_fires_half_a_second_before_the_deadline()
    {
        using var invocation = Invocation(TimeSpan.FromSeconds(2.2));

        Assert.True(invocation.CancellationToken.WaitHandle.WaitOne(s_patience));

        Assert.InRange(invocation.RemainingTime, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(510));
    }

    [Fact]
    public void With_little_time_left_the_token_still_leaves_most_of_it()
    {
        using var invocation = Invocation(TimeSpan.FromSeconds(1));

        Assert.False(invocation.CancellationToken.IsCancellationRequested);
        Assert.True(invocation.CancellationToken.WaitHandle.WaitOne(s_patience));

        Assert.InRange(invocation.RemainingTime, TimeSpan.Zero, TimeSpan.FromMilliseconds(260));
    }

    [Fact]
    public void After_the_deadline_the_token_is_cancelled_from_the_start()
    {
        using var invocation = Invocation(TimeSpan.FromSeconds(-1));

        Assert.True(invocation.CancellationToken.IsCancellationRequested);
    }

    [Fact]
    public void A_deadline_beyond_what_a_timer_takes_is_no_error()
    {
        using var invocation = new LambdaInvocation { AwsRequestId = "id", Deadline = DateTimeOffset.MaxValue };

        Assert.False(invocation.CancellationToken.IsCancellationRequested);
    }

    [Fact]
    public void All_who_ask_get_the_same_token()
    {
        using var invocation = Invocation(TimeSpan.FromMinutes(1));
        var tokens = new CancellationToken[8];

        Parallel.For(0, tokens.Length, i => tokens[i] = invocation.CancellationToken);

        Assert.Single(tokens.Distinct());
    }

    [Fact]
    public void Once_over_the_token_is_cancelled()
    {
        var invocation = Invocation(TimeSpan.FromMinutes(1));
        var asked = invocation.CancellationToken;

        invocation.Dispose();
        invocation.Dispose();

        Assert.True(invocation.CancellationToken.IsCancellationRequested);
        Assert.False(asked.IsCancellationRequested);
    }

    private static LambdaInvocation Invocation(TimeSpan remaining) => new() { AwsRequestId = "id", Deadline = DateTimeOffset.UtcNow + remaining };
}
