namespace FanOut;

/// <summary>
/// What a broadcast takes by the service's quotas: functions that post as fast as was measured, under one token bucket of
/// the account. Seeded, so that the same seed gives the same lines.
/// </summary>
internal static class Simulation
{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html: requests of all APIs and callbacks of an account.
    private const double AccountRate = 10_000;
    private const double AccountBurst = 5_000;

    // What a function reaches when nothing throttles it: 32 posts at a time, and how long one takes.
    private const int Window = 32;
    private const double PostSeconds = 0.010;
    private const double PostSpread = 0.5;

    private const double Step = 0.01;
    private const double InvocationSeconds = 27;

    public static int Run(int seed)
    {
        Console.WriteLine($"seed {seed}; {AccountRate:N0} requests a second and a burst of {AccountBurst:N0} for the account; {Window} posts of {PostSeconds * 1_000:0} ms at once for each function");
        Console.WriteLine("| connections | functions | seconds | throttled posts | invocations | posts a second |");
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

                // As the window does: half after a throttled post, one more for each full window that went through.
                size[function] = accepted < attempts ? Math.Max(1, size[function] / 2) : Math.Min(Window, size[function] + (accepted / size[function]));
            }
        }

        var invocations = functions * (int)Math.Ceiling(time / InvocationSeconds);
        Console.WriteLine($"| {connections:N0} | {functions} | {time:0.0} | {throttled:N0} | {invocations} | {connections / time:N0} |");
    }
}
