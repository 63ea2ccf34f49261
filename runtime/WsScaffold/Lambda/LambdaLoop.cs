using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace WsScaffold.Lambda;

/// <summary>Serves a function until Lambda ends the process.</summary>
internal static class LambdaLoop
{
    /// <summary>
    /// Polls the Runtime API, on this thread and, where Lambda allows several invocations at once, on as many more as it
    /// allows. Returns when cancelled and at SIGTERM: the process then ends with exit code 0.
    /// </summary>
    /// <exception cref="RuntimeApiException">
    /// The Runtime API cannot be reached or used any more; the process must end with an exit code other than 0.
    /// </exception>
    /// <exception cref="InvalidOperationException"><c>AWS_LAMBDA_RUNTIME_API</c> is not set.</exception>
    public static void Run(ILambdaFunction function, LambdaEnvironment environment, ILogger logger, CancellationToken cancellationToken = default)
    {
        var runtimeApi = environment.RuntimeApi
            ?? throw new InvalidOperationException("AWS_LAMBDA_RUNTIME_API is not set: this process does not run in Lambda.");
        var pollers = new InvocationPoller[environment.MaxConcurrency];
        for (var i = 0; i < pollers.Length; i++)
        {
            pollers[i] = new(function, runtimeApi, logger, isOnly: pollers.Length == 1);
        }

        // Lambda ends an environment by SIGTERM and leaves little time (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            StopAll();
        });
        using var cancelled = cancellationToken.UnsafeRegister(_ => StopAll(), null);
        RunAll();

        void StopAll() => Array.ForEach(pollers, poller => poller.Stop());

        void RunAll()
        {
            ExceptionDispatchInfo? failure = null;
            var threads = Array.ConvertAll(pollers[1..], poller => new Thread(() => Poll(poller)) { IsBackground = true, Name = "Lambda poller" });
            Array.ForEach(threads, thread => thread.Start());
            Poll(pollers[0]);
            Array.ForEach(threads, thread => thread.Join());
            Array.ForEach(pollers, poller => poller.Dispose());
            failure?.Throw();

            void Poll(InvocationPoller poller)
            {
                try
                {
                    poller.Run();
                }
                catch (RuntimeApiException exception)
                {
                    Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
                    StopAll();
                }
            }
        }
    }
}
