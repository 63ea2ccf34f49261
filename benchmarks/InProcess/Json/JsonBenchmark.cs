using System.Buffers;
using System.Text;
using System.Text.Json;
using InProcess.Contenders.WsScaffold;
using InProcess.Measuring;
using WsScaffold.Generated.Json;

namespace InProcess.Json;

/// <summary>Compares reading and writing a record with the code that System.Text.Json generates.</summary>
internal static class JsonBenchmark
{
    public const string Ours = "ours";
    public const string Theirs = "System.Text.Json";
    public const string Objects = "the objects alone";

    private static readonly byte[] _ours = Record("text", "image");

    // System.Text.Json writes enums with their names in C#.
    private static readonly byte[] _theirs = Record(nameof(LineKind.Text), nameof(LineKind.Image));

    public static int Bytes => _ours.Length;

    public static Measurement[] Read()
    {
        var (direct, theirs) = (SendMessageApiContracts.Direct.D2, ChatRecordContext.Default.ChatRecord);
        var record = JsonSerializer.Deserialize(_theirs, theirs)!;
        return Measurer.Run(
        [
            new(Ours, () => Check(direct.TryRead(_ours, out _))),
            new(Theirs, () => Check(JsonSerializer.Deserialize(_theirs, theirs) is not null)),
            new(Objects, () => Check(Copy(record) is not null)),
        ]);
    }

    public static Measurement[] Write()
    {
        var (direct, theirs) = (SendMessageApiContracts.Direct.D2, ChatRecordContext.Default.ChatRecord);
        var record = JsonSerializer.Deserialize(_theirs, theirs)!;
        var ourBuffer = new DirectWriter();
        var theirBuffer = new ArrayBufferWriter<byte>(1024);
        var theirWriter = new Utf8JsonWriter(theirBuffer);
        var measurements = Measurer.Run(
        [
            new(Ours, () =>
            {
                ourBuffer.Reset();
                Check(direct.TryWrite(ourBuffer, record));
            }),
            new(Theirs, () =>
            {
                theirBuffer.ResetWrittenCount();
                theirWriter.Reset(theirBuffer);
                JsonSerializer.Serialize(theirWriter, record, theirs);
                theirWriter.Flush();
            }),
        ]);
        Check(ourBuffer.Written.Span.SequenceEqual(_ours) && theirBuffer.WrittenSpan.SequenceEqual(_theirs));
        return measurements;
    }

    private static byte[] Record(string text, string image) => Encoding.UTF8.GetBytes($$"""
        {"id":"PJqCFfHyKRcCHlw=",
        "room":"lobby",
        "sequence":1701245043417,
        "isLast":true,
        "lines":[
        {"user":"alice","text":"The quick fox jumps","kind":"{{text}}"},
        {"user":"bob","text":"over the lazy dogs!","kind":"{{text}}"},
        {"user":"carol","text":"cat.png, 640 by 480","kind":"{{image}}"}]}
        """.ReplaceLineEndings(""));

    // The allocations that no reader can avoid: the record, its list, its messages and their texts.
    private static ChatRecord Copy(ChatRecord record)
    {
        var lines = new List<ChatLine>();
        foreach (var line in record.Lines)
        {
            lines.Add(new(new(line.User.AsSpan()), new(line.Text.AsSpan()), line.Kind));
        }

        return new(new(record.Id.AsSpan()), new(record.Room.AsSpan()), record.Sequence, record.IsLast, lines);
    }

    private static void Check(bool isRight)
    {
        if (!isRight)
        {
            throw new InvalidDataException("The record was read or written incorrectly.");
        }
    }
}
