using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using InProcess.Measuring;

namespace InProcess;

/// <summary>One table, ratios to the stand-in, and one line for each target.</summary>
internal static class Report
{
    private const double TimeTarget = 0.6;
    private const double BytesTarget = 0.2;

    public static void Write(TextWriter output, IReadOnlyList<Measurement> measurements, Measurement standIn, Measurement ours)
    {
        output.WriteLine($"runtime: {RuntimeInformation.FrameworkDescription}, {(RuntimeFeature.IsDynamicCodeSupported ? "JIT: publish for the real figures" : "NativeAOT")}");
        output.WriteLine($"event:   sendMessage of {SendMessageEvent.Bytes.Length} bytes, event bytes to answer bytes");
        output.WriteLine();
        output.WriteLine($"{"",-14} {"ns",8} {"bytes",8} {"time ratio",11} {"bytes ratio",12}   ns from..to");
        foreach (var row in measurements)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Name,-14} {row.MedianNanoseconds,8:0} {row.Bytes,8:0} {TimeRatio(row, standIn),11:0.000} {row.Bytes / standIn.Bytes,12:0.000}   {row.Nanoseconds.Min():0}..{row.Nanoseconds.Max():0}"));
        }

        output.WriteLine();
        WriteTarget(output, "time", TimeRatio(ours, standIn), TimeTarget);
        WriteTarget(output, "bytes", ours.Bytes / standIn.Bytes, BytesTarget);
    }

    private static double TimeRatio(Measurement one, Measurement other) => one.MedianNanoseconds / other.MedianNanoseconds;

    private static void WriteTarget(TextWriter output, string name, double ratio, double target) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{(ratio <= target ? "reached" : "MISSED ")} {ratio:0.000} of at most {target:0.00}: in process, {name}"));
}
