namespace FanOut;

/// <summary>
/// Simulates the duration of a broadcast under the quotas of API Gateway: functions that post as fast as measured share the token bucket
/// of the account. The same seed gives the same results.
/// </summary>
internal static class Simulation
{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html: the requests and callbacks of all APIs of an account.
    private const double AccountRate = 10_000;
    private const double AccountBurst = 5_000;

    // The rate of a function without throttling: 32 concurrent posts, and the duration of one post.
    private const int Window = 32;
    private const double PostSeconds = 0.010;
    private const double PostSpread = 0.5;

    private const double Step = 0.01;
    private const double InvocationSeconds = 27;

    public static int Run(int seed)
    {
        Console.WriteLine(
            $"seed {seed}; {AccountRate:N0} requests per second and a burst of {AccountBurst:N0} for the account; "
            + $"{Window} concurrent posts of {PostSeconds * 1_000:0} ms per function");
        Console.WriteLine("| connections | functions | seconds | throttled posts | invocations | posts per second |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|");
        foreach (var connections in new[] { 10_000, 100_000, 1_000_000 })
        {
            foreach (var functions in new[] { 1, 4, 16 })
            {
                Simulate(seed, connections, functions);
            }
        }

        return 0;
    }

    private static void Simulate(int seed, int connections, int functions)
    {
        var random = new Random(seed);
        var tokens = AccountBurst;
        var size = Enumerable.Repeat((double)Window, functions).ToArray();
        long left = connections;
        long throttled = 0;
        var time = 0.0;
        for (; left > 0; time += Step)
        {
            tokens = Math.Min(AccountBurst, tokens + (AccountRate * Step));
            for (var function = 0; function < functions && left > 0; function++)
            {
                var latency = PostSeconds * (1 + (PostSpread * ((random.NextDouble() * 2) - 1)));
                var attempts = (long)Math.Min(left, Math.Max(1, size[function] * Step / latency));
                var accepted = (long)Math.Min(attempts, tokens);
                tokens -= accepted;
                left -= accepted;
                throttled += attempts - accepted;

                // Like the send window: a throttled post halves it, and a full window of accepted posts increases it by one.
                size[function] = accepted < attempts
                    ? Math.Max(1, size[function] / 2)
                    : Math.Min(Window, size[function] + (accepted / size[function]));
            }
        }

        var invocations = functions * (int)Math.Ceiling(time / InvocationSeconds);
        Console.WriteLine($"| {connections:N0} | {functions} | {time:0.0} | {throttled:N0} | {invocations} | {connections / time:N0} |");
    }
}
