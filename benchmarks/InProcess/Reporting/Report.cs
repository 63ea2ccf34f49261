using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using InProcess.Contenders;
using InProcess.Measuring;

namespace InProcess.Reporting;

/// <summary>Writes a table with ratios to the stand-in, and one line for each target.</summary>
internal static class Report
{
    public static void Write(
        TextWriter output, IReadOnlyList<Measurement> measurements, Measurement ours, Measurement standIn, Measurement lowerBound)
    {
        var compiler = RuntimeFeature.IsDynamicCodeSupported ? "JIT: publish with NativeAOT for meaningful figures" : "NativeAOT";
        output.WriteLine($"runtime: {RuntimeInformation.FrameworkDescription}, {compiler}");
        output.WriteLine($"event:   sendMessage of {SendMessageEvent.Bytes.Length} bytes, from event bytes to response bytes");
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
            var byteRatio = other.Bytes == 0 ? 1 : row.Bytes / other.Bytes;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Name,-18} {row.MedianNanoseconds,8:0} {row.Bytes,8:0} {row.TimeRatio(other),11:0.000} {byteRatio,12:0.000}   "
                + $"{row.Nanoseconds.Min():0}..{row.Nanoseconds.Max():0}"));
        }

        output.WriteLine();
    }

    public static void WriteTarget(TextWriter output, string name, double ratio, double target) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{(ratio <= target ? "reached" : "MISSED ")} {ratio:0.000} of at most {target:0.00}: {name}"));
}
