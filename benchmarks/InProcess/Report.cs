using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using InProcess.Measuring;

namespace InProcess;

/// <summary>One table, ratios to the stand-in, and one line for each target.</summary>
internal static class Report
{
    public static void Write(TextWriter output, IReadOnlyList<Measurement> measurements, Measurement ours, Measurement standIn, Measurement lowerBound)
    {
        output.WriteLine($"runtime: {RuntimeInformation.FrameworkDescription}, {(RuntimeFeature.IsDynamicCodeSupported ? "JIT: publish for the real figures" : "NativeAOT")}");
        output.WriteLine($"event:   sendMessage of {SendMessageEvent.Bytes.Length} bytes, event bytes to answer bytes");
        WriteTable(output, measurements, standIn);
        WriteTarget(output, "in process, time", ours.TimeRatio(standIn), 0.45);
        WriteTarget(output, "in process, bytes", ours.Bytes / standIn.Bytes, 0.10);
        WriteTarget(output, "in process, time to the lower bound's", ours.TimeRatio(lowerBound), 1.3);
    }

    public static void WriteTable(TextWriter output, IReadOnlyList<Measurement> measurements, Measurement other)
    {
        output.WriteLine();
        output.WriteLine($"{"",-18} {"ns",8} {"bytes",8} {"time ratio",11} {"bytes ratio",12}   ns from..to");
        foreach (var row in measurements)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Name,-18} {row.MedianNanoseconds,8:0} {row.Bytes,8:0} {row.TimeRatio(other),11:0.000} {(other.Bytes == 0 ? 1 : row.Bytes / other.Bytes),12:0.000}   {row.Nanoseconds.Min():0}..{row.Nanoseconds.Max():0}"));
        }

        output.WriteLine();
    }

    public static void WriteTarget(TextWriter output, string name, double ratio, double target) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{(ratio <= target ? "reached" : "MISSED ")} {ratio:0.000} of at most {target:0.00}: {name}"));
}
