namespace InProcess.Measuring;

/// <summary>The figures of one contender.</summary>
/// <param name="Name">The name of the contender.</param>
/// <param name="Nanoseconds">The CPU time per event, for each batch.</param>
/// <param name="Bytes">The bytes allocated per event.</param>
internal sealed record Measurement(string Name, double[] Nanoseconds, double Bytes)
{
    public double MedianNanoseconds => Nanoseconds.Order().ElementAt(Nanoseconds.Length / 2);

    public double TimeRatio(Measurement other) => MedianNanoseconds / other.MedianNanoseconds;
}
