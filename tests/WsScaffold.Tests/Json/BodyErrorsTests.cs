using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using CsCheck;
using WsScaffold.Generated.Json;
using WsScaffold.Json.Errors;

namespace WsScaffold.Tests.Json;

public sealed class BodyErrorsTests
{
    private static readonly JsonSerializerOptions _options = MakeOptions();

    private static readonly string[] _typeNames =
    [
        "System.",
        .. typeof(BodyErrorsTests).GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Select(type => type.Name),
    ];

    private static readonly string[] _pieces = ["{", "}", "[", "]", "\"", ",", ":", "x", "\\u", " "];
    private static readonly string[] _values =
    [
        "0",
        "null",
        "true",
        "[]",
        "{}",
        "-1.5",
        "300",
        "\"low\"",
        "\"kind\"",
        "\"\\ud800\"",
        "[null]",
        "{\"id\":1}",
    ];

    private const string Whole =
        """{"room":"r","text":"t","level":"low","at":"2026-11-22T00:00:00Z","parts":[{"id":1,"big":2},{"id":2}],"""
        + "\"tags\":{\"a\":[1]},\"by\":{\"1\":true},\"shape\":{\"kind\":\"circle\",\"radius\":1.5},\"point\":{\"x\":1,\"y\":2}}";

    [Theory]
    [InlineData("", "$: the body is empty, expected JSON")]
    [InlineData("{", "$: the body is not valid JSON (line 1, byte 2)")]
    [InlineData("{\n  \"room\": nope}", "$: the body is not valid JSON (line 2, byte 12)")]
    [InlineData("{} x", "$: the body is not valid JSON (line 1, byte 4)")]
    [InlineData("null", "$: must not be null")]
    [InlineData("[]", "$: expected an object")]
    [InlineData("\"x\"", "$: expected an object")]
    [InlineData("{}", "$.room: is required", "$.text: is required", "$.level: is required", "$.parts: is required")]
    [InlineData(
        """{"room":null,"text":1,"level":"lots","parts":{}}""",
        "$.room: must not be null",
        "$.text: expected a string",
        "$.level: expected one of: low, veryHigh",
        "$.parts: expected an array"
    )]
    [InlineData(
        """{"room":"r","text":"t","level":7,"parts":[{},null,{"id":"1"},{"id":99999999999},{"id":1,"big":300}]}""",
        "$.level: expected one of: low, veryHigh",
        "$.parts[0].id: is required",
        "$.parts[2].id: expected a number",
        "$.parts[3].id: expected a whole number from -2147483648 to 2147483647",
        "$.parts[4].big: expected a whole number from 0 to 255"
    )]
    [InlineData(
        """{"room":"r","text":"t","level":"low","parts":[],"tags":{"a b":["1"],"it's":3},"by":{"one":true,"2":0}}""",
        "$.tags['a b'][0]: expected a number",
        "$.tags['it\\'s']: expected an array",
        "$.by.one: as a name, expected a whole number from -2147483648 to 2147483647",
        "$.by['2']: expected true or false"
    )]
    [InlineData(
        """{"room":"r","text":"t","level":"low","parts":[],"at":"soon","point":null}""",
        "$.at: expected a date and time, as an ISO 8601 string",
        "$.point: must not be null"
    )]
    [InlineData("""{"room":"r","text":"t","level":"low","parts":[],"point":{"x":1,"z":1}}""", "$.point.z: is not a known member")]
    [InlineData("""{"room":"r","text":"t","level":"low","parts":[],"shape":{}}""", "$.shape.kind: is required as the first member")]
    [InlineData("""{"room":"r","text":"t","level":"low","parts":[],"shape":{"kind":"line"}}""", "$.shape.kind: expected one of: circle, 2")]
    [InlineData(
        """{"room":"r","text":"t","level":"low","parts":[],"shape":{"kind":"circle","radius":"big"}}""",
        "$.shape.radius: expected a number"
    )]
    [InlineData("""{"room":"\ud800","text":"t","level":"low","parts":[]}""", "$.room: expected a string")]
    public void Names_the_path_and_what_was_expected_there(string body, params string[] errors) =>
        Assert.Equal(errors, Describe(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Says_nothing_about_a_body_that_is_fine() => Assert.Empty(Describe(Encoding.UTF8.GetBytes(Whole)));

    [Fact]
    public void Refuses_bytes_that_are_not_UTF_8() =>
        Assert.Equal(["$: the body is not valid UTF-8"], Describe([(byte)'"', 0xC3, 0x28, (byte)'"']));

    [Fact]
    public void Tells_depth_from_syntax()
    {
        var body = new string('[', 65) + new string(']', 65);
        Assert.Equal(["$: nested too deeply, at most 64 levels are read"], Describe(Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public void Reads_a_hundred_thousand_levels_without_a_stack() =>
        Assert.Equal(
            ["$: nested too deeply, at most 64 levels are read"],
            Describe(Encoding.UTF8.GetBytes(new string('[', 50_000) + new string(']', 50_000)))
        );

    [Fact]
    public void Stops_at_a_number_of_errors_that_an_answer_can_hold()
    {
        var parts = string.Join(',', Enumerable.Repeat("{}", 1000));
        Assert.Equal(
            BodyErrors.Limit,
            Describe(Encoding.UTF8.GetBytes($$"""{"room":"r","text":"t","level":"low","parts":[{{parts}}]}""")).Count
        );
    }

    [Fact]
    public void Shortens_names_that_the_client_made_long()
    {
        var error = Assert.Single(
            Describe(
                Encoding.UTF8.GetBytes($$$"""{"room":"r","text":"t","level":"low","parts":[],"tags":{"{{{new string('n', 5000)}}}":1}}""")
            )
        );
        Assert.Equal($"$.tags['{new string('n', 100)}…']: expected an array", error);
    }

    [Fact]
    public void Falls_back_to_the_path_of_the_exception()
    {
        var errors = BodyErrors.Describe(
            new JsonException("of no concern", "$.secret", 0, 0),
            Encoding.UTF8.GetBytes(Whole),
            _options.GetTypeInfo(typeof(Order))
        );
        Assert.Equal([new("$.secret", "has an unexpected value")], errors);
    }

    [Fact]
    public void Has_an_error_exactly_when_reading_throws_and_never_names_a_type()
    {
        var (fine, wrong) = (0, 0);
        Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 9], Gen.Int[0, 1000])
            .Array[1, 2]
            .Sample(
                edits =>
                {
                    var body = Encoding.UTF8.GetBytes(edits.Aggregate(Whole, Edit));
                    var contract = _options.GetTypeInfo(typeof(Order));
                    var errors = BodyErrors.Describe(null, body, contract);
                    Assert.Equal(Throws(body, contract), errors.Count > 0);
                    Assert.All(
                        errors,
                        error => Assert.DoesNotContain(_typeNames, name => error.Message.Contains(name, StringComparison.Ordinal))
                    );
                    _ = errors.Count > 0 ? wrong++ : fine++;
                },
                iter: 3000,
                threads: 1
            );
        Assert.True(fine > 20 && wrong > 1000, $"{fine} bodies were fine, {wrong} were not.");
    }

    // Mostly another value in the place of one, which keeps the syntax; now and then a piece of syntax anywhere.
    private static string Edit(string body, (int At, int Kind, int Piece) edit)
    {
        if (edit.Kind == 0)
        {
            var at = edit.At % body.Length;
            return string.Concat(body.AsSpan(0, at), _pieces[edit.Piece % _pieces.Length], body.AsSpan(at + 1));
        }

        var values = Regex.Matches(body, """
            "[^"]*"(?!:)|[a-z0-9.]+(?=[,}\]])
            """);
        var value = values[edit.At % values.Count];
        return string.Concat(body.AsSpan(0, value.Index), _values[edit.Piece % _values.Length], body.AsSpan(value.Index + value.Length));
    }

    private static bool Throws(byte[] body, JsonTypeInfo contract)
    {
        try
        {
            return JsonSerializer.Deserialize(body, contract) is null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            return true;
        }
    }

    private static List<string> Describe(byte[] body) =>
        [.. BodyErrors.Describe(null, body, _options.GetTypeInfo(typeof(Order))).Select(error => $"{error.Path}: {error.Message}")];

    private static JsonSerializerOptions MakeOptions()
    {
        var options = JsonContracts.CreateOptions(JsonNamingPolicy.CamelCase);
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }

    private enum Level
    {
        Low,
        VeryHigh,
    }

    private sealed record Order(
        string Room,
        string Text,
        Level Level,
        List<Part?> Parts,
        Dictionary<string, int[]>? Tags = null,
        Dictionary<int, bool>? By = null,
        DateTimeOffset? At = null,
        Shape? Shape = null,
        Point Point = default);

    private sealed class Part
    {
        public required int Id { get; init; }

        public byte? Big { get; set; }
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    private record struct Point(int X, int Y);

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
    [JsonDerivedType(typeof(Circle), "circle")]
    [JsonDerivedType(typeof(Square), 2)]
    private abstract record Shape;

    private sealed record Circle(double Radius) : Shape;

    private sealed record Square(double Side) : Shape;
}
