using System.Text;
using System.Text.Json;
using CsCheck;
using WsScaffold.Json.Scanning;

namespace WsScaffold.Tests.Events;

/// <summary>The scanner may give up on anything, but what it takes the reader must take too, and read the same.</summary>
public sealed class JsonScannerTests
{
    [Theory]
    [InlineData("connect")]
    [InlineData("sendMessage")]
    [InlineData("default")]
    [InlineData("disconnect")]
    [InlineData("authorizer")]
    public void The_events_of_API_Gateway_are_scanned(string name)
    {
        var lambdaEvent = TestEvent.Captured(name);

        Assert.Equal(Read(lambdaEvent), Scan(lambdaEvent));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData(""" { "a" : [ ] , "b" : { } } """)]
    [InlineData("""{"a":[1,"2",[true,false,null],{"b":{}}],"c":-0.5e+10,"d":0,"e":12E3}""")]
    [InlineData("""{"a":"\"\\\/\b\f\n\r\t\u00e9\uD83D","b":"é😀"}""")]
    [InlineData("""{"long":"0123456789abcdef0123456789abcdef\"0123456789abcdef","a":1}""")]
    public void JSON_is_scanned(string json)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);

        Assert.Equal(Read(utf8), Scan(utf8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{}\0")]
    [InlineData("""{"a"}""")]
    [InlineData("""{"a":}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{,"a":1}""")]
    [InlineData("""{"a":1 "b":2}""")]
    [InlineData("""{"a":[1,]}""")]
    [InlineData("""{"a":[,1]}""")]
    [InlineData("""{"a":[1}]""")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"a":-}""")]
    [InlineData("""{"a":1.}""")]
    [InlineData("""{"a":1e}""")]
    [InlineData("""{"a":+1}""")]
    [InlineData("""{"a":tru}""")]
    [InlineData("""{"a":truee}""")]
    [InlineData("""{"a":"\x"}""")]
    [InlineData("""{"a":"\u12g4"}""")]
    [InlineData("""{"a":"\""")]
    [InlineData("""{"a":"\u""")]
    [InlineData("{\"a\":\"\n\"}")]
    [InlineData("""{"\u0061":1}""")]
    [InlineData("""{"a":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}""")]
    public void The_scanner_gives_up_on_what_is_wrong_or_unusual(string json) => Assert.Null(Scan(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_truncated_event_is_never_scanned()
    {
        var whole = """{"requestContext":{"a":"b\"\u00e9","n":-1.5e3,"o":{"l":[true,null]}},"body":"x"}"""u8.ToArray();
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Null(Scan(whole[..length]));
        }
    }

    [Fact]
    public void What_is_scanned_of_mutated_events_is_what_the_reader_reads()
    {
        byte[][] seeds =
        [
            TestEvent.Captured("connect"),
            TestEvent.Captured("sendMessage"),
            TestEvent.Captured("disconnect"),
            TestEvent.Captured("authorizer"),
        ];
        var bytes = Gen.Frequency((1, Gen.Byte), (4, Gen.Int[0, Pieces.Length - 1].Select(index => (byte)Pieces[index])));
        Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Select(Gen.Int[0, 2_000], bytes).Array[1, 3]).Sample(
            (seed, edits) =>
            {
                var lambdaEvent = (byte[])seeds[seed].Clone();
                foreach (var (place, value) in edits)
                {
                    lambdaEvent[place % lambdaEvent.Length] = value;
                }

                AssertSame(lambdaEvent);
            },
            iter: 20_000);
    }

    [Fact]
    public void What_is_scanned_of_random_pieces_is_what_the_reader_reads() =>
        Gen.Int[0, Pieces.Length - 1]
            .Select(index => Pieces[index])
            .Array[0, 12]
            .Select(static pieces => $$"""{"a":{{new string(pieces)}}}""")
            .Sample(json => AssertSame(Encoding.UTF8.GetBytes(json)), iter: 50_000);

    private const string Pieces = "{}[]:,\"\"\"\\/ubnx0019-+.eE tfn\n";

    private static void AssertSame(byte[] json)
    {
        if (Scan(json) is { } scanned)
        {
            Assert.Equal(Read(json), scanned);
        }
    }

    // Null when the scanner gave up.
    private static List<(string Name, JsonValue Value)>? Scan(byte[] json)
    {
        var members = new List<(string, JsonValue)>();
        var scanner = new JsonScanner(json);
        scanner.EnterObject();
        while (scanner.NextMember(out var name))
        {
            if (!scanner.IsAtObject)
            {
                members.Add((Encoding.Latin1.GetString(name), scanner.ReadValue()));
                continue;
            }

            scanner.EnterObject();
            while (scanner.NextMember(out name))
            {
                members.Add((Encoding.Latin1.GetString(name), scanner.ReadValue()));
            }
        }

        return !scanner.HasGivenUp && scanner.IsAtEnd ? members : null;
    }

    private static List<(string Name, JsonValue Value)> Read(byte[] json)
    {
        var members = new List<(string, JsonValue)>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && !IsObjectNext(reader))
            {
                var name = Encoding.Latin1.GetString(reader.ValueSpan);
                members.Add((name, JsonValue.Next(ref reader)));
            }
        }

        return members;
    }

    private static bool IsObjectNext(Utf8JsonReader reader) =>
        reader.CurrentDepth == 1 && reader.Read() && reader.TokenType == JsonTokenType.StartObject;
}
