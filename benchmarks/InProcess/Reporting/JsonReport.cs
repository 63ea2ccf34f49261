using InProcess.Json;
using InProcess.Measuring;

namespace InProcess.Reporting;

/// <summary>Writes a table for reading and one for writing, with ratios to System.Text.Json, and one line for each target.</summary>
internal static class JsonReport
{
    public static void Write(TextWriter output, Measurement[] read, Measurement[] written)
    {
        output.WriteLine();
        output.WriteLine($"json:    a record of {JsonBenchmark.Bytes} bytes, reading");
        WriteTable(output, read, "reading, time", 0.35);
        var byteRatio = Of(read, JsonBenchmark.Ours).Bytes / Of(read, JsonBenchmark.Objects).Bytes;
        Report.WriteTarget(output, "reading, bytes to those of the objects", byteRatio, 1);
        output.WriteLine();
        output.WriteLine("json:    the same record, writing");
        WriteTable(output, written, "writing, time", 0.5);
        Report.WriteTarget(output, "writing, bytes", Of(written, JsonBenchmark.Ours).Bytes, 0);
    }

    private static void WriteTable(TextWriter output, Measurement[] rows, string name, double target)
    {
        var theirs = Of(rows, JsonBenchmark.Theirs);
        Report.WriteTable(output, rows, theirs);
        Report.WriteTarget(output, name, Of(rows, JsonBenchmark.Ours).TimeRatio(theirs), target);
    }

    private static Measurement Of(Measurement[] rows, string name) => rows.Single(row => row.Name == name);
}
