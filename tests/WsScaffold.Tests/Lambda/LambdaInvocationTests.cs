using Microsoft.Extensions.Time.Testing;

namespace WsScaffold.Tests.Lambda;

public class LambdaInvocationTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Remaining_time_ends_at_zero()
    {
        using var invocation = Invocation(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(3), invocation.RemainingTime);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(1), invocation.RemainingTime);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.Zero, invocation.RemainingTime);
    }

    [Theory]
    [InlineData(10_000, 9_500)]
    [InlineData(2_000, 1_500)]
    [InlineData(1_000, 750)]
    [InlineData(100, 75)]
    public void The_token_fires_half_a_second_before_the_deadline_or_after_three_quarters_of_the_time(int remaining, int firesAfter)
    {
        using var invocation = Invocation(TimeSpan.FromMilliseconds(remaining));
        var token = invocation.CancellationToken;

        _time.Advance(TimeSpan.FromMilliseconds(firesAfter - 1));
        Assert.False(token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public void A_token_asked_for_late_fires_by_the_same_deadline()
    {
        using var invocation = Invocation(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(7));
        var token = invocation.CancellationToken;

        _time.Advance(TimeSpan.FromMilliseconds(2_499));
        Assert.False(token.IsCancellationRequested);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(token.IsCancellationRequested);
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

    private LambdaInvocation Invocation(TimeSpan remaining) =>
        new()
        {
            AwsRequestId = "id",
            Deadline = _time.GetUtcNow() + remaining,
            Time = _time,
        };
}
