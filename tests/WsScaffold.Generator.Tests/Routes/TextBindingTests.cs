namespace WsScaffold.Generator.Tests.Routes;

/// <summary>Parameters bound from text: all kinds of default values, and missing or invalid text.</summary>
public sealed class TextBindingTests
{
    [Fact]
    public async Task Missing_text_gives_the_default_value() => await BindsAsync(text: false,
    [
        ("string value = \"a\\\"b\\\\c\\n{d}\\u00fc\"", "", "a\"b\\c\n{d}ü"),
        ("string value = null!", "", ""),
        ("string? value = null", "", ""),
        ("string? value", "", ""),
        ("int value = -5", "", "-5"),
        ("int? value = -5", "", "-5"),
        ("int? value = null", "", ""),
        ("int? value", "", ""),
        ("int value = int.MinValue", "", "-2147483648"),
        ("long value = long.MinValue", "", "-9223372036854775808"),
        ("long value = 1", "", "1"),
        ("ulong value = ulong.MaxValue", "", "18446744073709551615"),
        ("uint value = 3000000000", "", "3000000000"),
        ("short value = -1", "", "-1"),
        ("byte value = 255", "", "255"),
        ("sbyte value = -128", "", "-128"),
        ("decimal value = -1.50m", "", "-1.50"),
        ("decimal? value = 7", "", "7"),
        ("float value = -1.5f", "", "-1.5"),
        ("float value = float.NaN", "", "NaN"),
        ("float value = float.NegativeInfinity", "", "-Infinity"),
        ("double value = 1e300", "", "1E+300"),
        ("double value = -0.0", "", "-0"),
        ("double value = double.PositiveInfinity", "", "Infinity"),
        ("double value = double.Epsilon", "", "5E-324"),
        ("double? value = 2.5", "", "2.5"),
        ("char value = '\\''", "", "'"),
        ("char value = '\\\\'", "", "\\"),
        ("char value = '\\0'", "", "\0"),
        ("bool value = true", "", "True"),
        ("bool? value = false", "", "False"),
        ("Level value = Level.High", "", "High"),
        ("Level? value = Level.High", "", "High"),
        ("Level? value = null", "", ""),
        ("Level value = (Level)(-7)", "", "-7"),
        ("Level value = default", "", "None"),
        ("Big value = Big.Most", "", "Most"),
        ("Guid value = default", "", "00000000-0000-0000-0000-000000000000"),
        ("Guid? value", "", ""),
        ("DateTimeOffset value = default", "", "01/01/0001 00:00:00 +00:00"),
        ("TimeSpan? value = null", "", ""),
        ("Slug? value", "", ""),
        ("Slug? value = null", "", ""),
        ("string[] value", "", "0"),
        ("string[]? value = null", "", "0"),
    ]);

    [Fact]
    public async Task Text_is_converted_to_the_type_of_the_parameter() => await BindsAsync(text: true,
    [
        ("string value = \"a\"", "text", "text"),
        ("string? value", "", ""),
        ("int value = -5", "-7", "-7"),
        ("int? value = -5", "+7", "7"),
        ("long? value", "9223372036854775807", "9223372036854775807"),
        ("decimal value = 1", "1,000.5", "1000.5"),
        ("double value", "-1e3", "-1000"),
        ("char value", "x", "x"),
        ("bool value", "TRUE", "True"),
        ("Level value = Level.High", "low", "Low"),
        ("Level? value = Level.High", "low", "Low"),
        ("Guid value", "6f9619ff-8b86-d011-b42d-00cf4fc964ff", "6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
        ("Guid? value = null", "6f9619ff-8b86-d011-b42d-00cf4fc964ff", "6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
        ("DateTimeOffset value", "2026-02-28T10:00:00+02:00", "02/28/2026 10:00:00 +02:00"),
        ("TimeSpan value", "1.02:03:04.5", "1.02:03:04.5000000"),
        ("Slug value", "abc", "<abc>"),
        ("Slug? value = null", "abc", "<abc>"),
        ("string[] value", "a", "1"),
    ]);

    [Theory]
    [InlineData("string value", null)]
    [InlineData("int value", null)]
    [InlineData("int value", "x")]
    [InlineData("int value = 1", "x")]
    [InlineData("int? value", "99999999999")]
    [InlineData("bool value", "1")]
    [InlineData("char value", "xy")]
    [InlineData("Level value = Level.High", "middle")]
    [InlineData("Level? value", "")]
    [InlineData("Guid value", null)]
    [InlineData("Guid? value", "x")]
    [InlineData("TimeSpan value = default", "yesterday")]
    [InlineData("Slug value", null)]
    [InlineData("Slug? value", "")]
    public async Task Text_that_does_not_bind_rejects_the_handshake(string parameter, string? text)
    {
        await using var app = Connecting(parameter);

        Assert.Equal("""{"statusCode":400}""", await app.ConnectWithQueryAsync(text is null ? "" : "value=" + text));
        Assert.Equal("", app.Journaled());
    }

    // One handler with all parameters, because compiling takes far longer than binding.
    private static async Task BindsAsync(bool text, (string Parameter, string Text, string Expected)[] rows)
    {
        var parameters = rows.Select((row, index) => row.Parameter.Replace("value", $"v{index}", StringComparison.Ordinal));
        await using var app = Connecting([.. parameters]);

        var query = string.Join('&', rows.Select((row, index) => $"v{index}={row.Text}"));
        Assert.Equal("""{"statusCode":200}""", await app.ConnectWithQueryAsync(text ? query : ""));
        Assert.Equal(
            rows.Select(row => $"{row.Parameter}: {row.Expected}"),
            rows.Zip(app.JournaledLines(), (row, line) => $"{row.Parameter}: {line}"));
    }

    private static GeneratedApp Connecting(params string[] parameters)
    {
        // Parameters with a default value have to be the last ones.
        var declarations = parameters
            .OrderBy(parameter => parameter.Contains('=', StringComparison.Ordinal))
            .Select(parameter => "[FromQuery] " + parameter);
        var members = $$"""
            [ConnectRoute]
            public static void Connect(
                {{string.Join(",\n    ", declarations)}})
            {
                {{string.Join("\n    ", parameters.Select(parameter => $"Write({parameter.Split(' ')[1]});"))}}
            }
            private static void Write(object? value) =>
                Journal.Add(value is string[] all ? $"{all.Length}" : FormattableString.Invariant($"{value}"));
            """;
        return GeneratedApp.WithMembers(members, Types);
    }

    private const string Types = """
        public enum Level { None, Low, High }
        public enum Big : ulong { None, Most = ulong.MaxValue }
        public sealed class Slug : IParsable<Slug>
        {
            private string _text = "";
            public static Slug Parse(string text, IFormatProvider? provider) =>
                TryParse(text, provider, out var slug) ? slug : throw new FormatException();
            public static bool TryParse(
                string? text, IFormatProvider? provider, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Slug? slug)
            {
                slug = string.IsNullOrEmpty(text) ? null : new Slug { _text = text };
                return slug is not null;
            }
            public override string ToString() => $"<{_text}>";
        }
        """;
}
