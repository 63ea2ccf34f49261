using System.Diagnostics;
using ColdAndWarm.Conversation;
using ColdAndWarm.FakeLambda;

namespace ColdAndWarm.Measuring;

/// <summary>The binary of a function and its conversation. Every measurement starts a new process.</summary>
internal sealed class Contender(string binary, IConversation conversation)
{
    public double BinaryMegabytes => new FileInfo(binary).Length / 1e6;

    /// <summary>Runs the whole conversation once, including signatures and invalid requests.</summary>
    /// <exception cref="InvalidDataException">A response or push differs from what the conversation expects.</exception>
    public void Check()
    {
        using var runtimeApi = new FakeRuntimeApi(new PushSignature(FunctionProcess.SecretAccessKey));
        using var process = FunctionProcess.Start(binary, runtimeApi);
        try
        {
            runtimeApi.Run(Phase.Once(conversation.First));
            runtimeApi.Run(Phase.Once(conversation.Opening));
            foreach (var mix in conversation.Mixes)
            {
                runtimeApi.Run(Phase.Once(mix.Cycle));
            }

            runtimeApi.Run(Phase.Once(conversation.Closing));
        }
        catch (Exception exception) when (exception is InvalidDataException or TimeoutException)
        {
            throw new InvalidDataException($"{binary} failed in the conversation. {exception.Message}", exception);
        }
    }

    /// <summary>Starts a process and measures it until it has responded to its first event.</summary>
    public Start MeasureColdStart()
    {
        using var runtimeApi = new FakeRuntimeApi();
        var first = Phase.Once(conversation.First);
        var start = Stopwatch.GetTimestamp();
        using var process = FunctionProcess.Start(binary, runtimeApi);
        runtimeApi.Run(first);
        var elapsed = Stopwatch.GetElapsedTime(start, runtimeApi.LastResponseAt);
        return new(process.CpuTime.TotalMilliseconds, process.PageFaults, elapsed.TotalMilliseconds);
    }

    public Sample MeasureWarm(Effort effort)
    {
        using var runtimeApi = new FakeRuntimeApi();
        using var process = FunctionProcess.Start(binary, runtimeApi);
        runtimeApi.Run(Phase.Once(conversation.First));
        runtimeApi.Run(Phase.Once(conversation.Opening));

        var mixes = conversation.Mixes;
        var warm = new double[mixes.Count];
        var sparse = new double[mixes.Count];
        for (var i = 0; i < mixes.Count; i++)
        {
            runtimeApi.Run(new Phase(mixes[i].Cycle, effort.WarmUp, TimeSpan.Zero));
            warm[i] = CpuMicroseconds(new Phase(mixes[i].Cycle, effort.Warm, TimeSpan.Zero));
            sparse[i] = CpuMicroseconds(new Phase(mixes[i].Cycle, effort.Sparse, Effort.SparseGap));
        }

        return new Sample(warm, sparse, process.PeakMemory / 1e6);

        double CpuMicroseconds(Phase phase)
        {
            var before = process.CpuTime;
            runtimeApi.Run(phase);
            return (process.CpuTime - before).TotalMicroseconds / phase.Count;
        }
    }
}
