using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace WsScaffold.Lambda;

/// <summary>Runs a function until Lambda ends the process.</summary>
internal sealed class LambdaLoop
{
    private readonly InvocationPoller[] _pollers;
    private PosixSignalRegistration? _terminated;
    private ExceptionDispatchInfo? _failure;

    private LambdaLoop(ILambdaFunction function, RuntimeApiAddress runtimeApi, int concurrency, ILogger logger)
    {
        _pollers = new InvocationPoller[concurrency];
        for (var i = 0; i < concurrency; i++)
        {
            _pollers[i] = new(function, runtimeApi, logger, isOnly: concurrency == 1);
        }
    }

    /// <summary>
    /// Polls the Runtime API on this thread, and on additional threads where Lambda allows several concurrent invocations. Returns
    /// on cancellation or SIGTERM, after the invocations in progress; the process then ends with exit code 0. A process that was
    /// started for an event is ended by SIGTERM itself until the response to that event is sent.
    /// </summary>
    /// <exception cref="RuntimeApiException">
    /// The Runtime API can no longer be reached or used. The process must end with an exit code other than 0.
    /// </exception>
    /// <exception cref="InvalidOperationException"><c>AWS_LAMBDA_RUNTIME_API</c> is not set.</exception>
    public static void Run(
        ILambdaFunction function, LambdaEnvironment environment, ILogger logger, CancellationToken cancellationToken = default)
    {
        var runtimeApi = environment.RuntimeApi
            ?? throw new InvalidOperationException("AWS_LAMBDA_RUNTIME_API is not set, so this process does not run in Lambda.");
        var loop = new LambdaLoop(function, runtimeApi, environment.MaxConcurrency, logger);

        using var cancelled = cancellationToken.UnsafeRegister(static loop => ((LambdaLoop)loop!).Stop(), loop);
        try
        {
            loop.Poll(environment.StartsForEvent);
        }
        finally
        {
            loop._terminated?.Dispose();
        }
    }

    private void Poll(bool eventWaits)
    {
        var threads = Array.ConvertAll(
            _pollers[1..], poller => new Thread(() => Poll(poller)) { IsBackground = true, Name = "Lambda poller" });
        Array.ForEach(threads, thread => thread.Start());
        if (eventWaits && threads.Length == 0)
        {
            // .NET starts a thread to listen for signals. Started later, it does not delay the first response.
            Poll(_pollers[0], StopWhenTerminated);
        }
        else
        {
            StopWhenTerminated();
            Poll(_pollers[0]);
        }

        Array.ForEach(threads, thread => thread.Join());
        Array.ForEach(_pollers, poller => poller.Dispose());
        _failure?.Throw();
    }

    // Lambda ends an environment with SIGTERM and allows little time
    // (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
    private void StopWhenTerminated() => _terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
    {
        signal.Cancel = true;
        Stop();
    });

    private void Poll(InvocationPoller poller, Action? afterFirst = null)
    {
        try
        {
            poller.Run(afterFirst);
        }
        catch (RuntimeApiException exception)
        {
            // Only the first failure is reported; those of the other pollers follow from it.
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
            Stop();
        }
    }

    private void Stop() => Array.ForEach(_pollers, poller => poller.Stop());
}
