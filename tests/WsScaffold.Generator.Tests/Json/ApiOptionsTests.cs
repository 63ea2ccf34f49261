using System.Text.Json;
using CsCheck;
using WsScaffold.Generator.Json;
using WsScaffold.Generator.Json.Enums;
using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>The JSON options of <c>[WebSocketApi]</c> apply to bodies, responses and errors.</summary>
public sealed class ApiOptionsTests
{
    [Theory]
    [InlineData("", """{"orderId":1,"state":"veryLate","note":null,"ratio":0}""")]
    [InlineData("JsonNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower", """{"order_id":1,"state":"very_late","note":null,"ratio":0}""")]
    [InlineData("JsonNamingPolicy = JsonKnownNamingPolicy.SnakeCaseUpper", """{"ORDER_ID":1,"STATE":"VERY_LATE","NOTE":null,"RATIO":0}""")]
    [InlineData("JsonNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower", """{"order-id":1,"state":"very-late","note":null,"ratio":0}""")]
    [InlineData("JsonNamingPolicy = JsonKnownNamingPolicy.KebabCaseUpper", """{"ORDER-ID":1,"STATE":"VERY-LATE","NOTE":null,"RATIO":0}""")]
    [InlineData("JsonNamingPolicy = JsonKnownNamingPolicy.Unspecified", """{"OrderId":1,"State":"VeryLate","Note":null,"Ratio":0}""")]
    [InlineData("JsonEnumStyle = JsonEnumStyle.Numbers", """{"orderId":1,"state":1,"note":null,"ratio":0}""")]
    [InlineData("JsonDefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull", """{"orderId":1,"state":"veryLate","ratio":0}""")]
    [InlineData("JsonDefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault", """{"orderId":1,"state":"veryLate"}""")]
    [InlineData(
        "JsonNumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString",
        """{"orderId":"1","state":"veryLate","note":null,"ratio":"0"}""")]
    public async Task Options_apply_to_bodies_and_responses(string option, string json)
    {
        await using var app = Api(option);

        Assert.Equal(json, await app.AskAsync("order", json));
    }

    [Theory]
    [InlineData("", """{"orderId":1,"STATE":"open"}""", """{"path":"$.state","message":"is required"}""")]
    [InlineData(
        "JsonNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower",
        """{"order_id":1,"state":"late"}""",
        """{"path":"$.state","message":"expected one of: open, very_late"}""")]
    [InlineData(
        "JsonNumberHandling = JsonNumberHandling.AllowReadingFromString",
        """{"orderId":"x","state":"open","ratio":"1"}""",
        """{"path":"$.orderId","message":"expected a number"}""")]
    [InlineData(
        "JsonPropertyNameCaseInsensitive = true",
        """{"ORDERID":null,"STATE":"open"}""",
        """{"path":"$.ORDERID","message":"must not be null"}""")]
    [InlineData(
        "JsonEnumStyle = JsonEnumStyle.Numbers",
        """{"orderId":1,"state":"open"}""",
        """{"path":"$.state","message":"expected one of: 0, 1"}""")]
    public async Task Options_apply_to_the_errors_of_bodies(string option, string json, string error)
    {
        await using var app = Api(option);

        Assert.EndsWith($"\"errors\":[{error}]}}", await app.AskAsync("order", json), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "JsonPropertyNameCaseInsensitive = true",
        """{"ORDERID":2,"State":"open"}""",
        """{"orderId":2,"state":"open","note":null,"ratio":0}""")]
    [InlineData("JsonRespectNullableAnnotations = false", "{}", """{"orderId":0,"state":"open","note":null,"ratio":0}""")]
    [InlineData(
        "JsonNumberHandling = JsonNumberHandling.AllowReadingFromString",
        """{"orderId":"2","state":"open"}""",
        """{"orderId":2,"state":"open","note":null,"ratio":0}""")]
    [InlineData(
        "JsonNumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals",
        """{"orderId":2,"state":"open","ratio":"NaN"}""",
        """{"orderId":2,"state":"open","note":null,"ratio":"NaN"}""")]
    public async Task Options_can_accept_bodies_in_another_form_than_responses(string option, string body, string response)
    {
        await using var app = Api(option);

        Assert.Equal(response, await app.AskAsync("order", body));
    }

    [Theory]
    [InlineData(
        "JsonDefaultIgnoreCondition = JsonIgnoreCondition.Always",
        "JsonDefaultIgnoreCondition is Always, so no member would ever be sent. Mark individual members [JsonIgnore] instead.")]
    [InlineData(
        "JsonNamingPolicy = (JsonKnownNamingPolicy)9",
        "JsonNamingPolicy is not a policy of System.Text.Json. Use a value of JsonKnownNamingPolicy.")]
    [InlineData(
        "JsonContext = typeof(string)",
        "generated code can't use the JsonContext 'string'. "
        + "Use a public or internal class that derives from JsonSerializerContext.")]
    [InlineData(
        "JsonContext = typeof(int[])",
        "generated code can't use the JsonContext 'int[]'. "
        + "Use a public or internal class that derives from JsonSerializerContext.")]
    public void An_invalid_option_is_an_error_with_a_reason(string option, string problem)
    {
        var output = Generation.Run(Generation.Compile(Source(option)), Generation.WithoutAnalyzers);

        Assert.Equal(
            [$"#error: 'WSS0107: 'Api' has an invalid JSON option: {problem}'"],
            output
                .GetDiagnostics(TestContext.Current.CancellationToken)
                .Where(diagnostic => diagnostic.Severity > Microsoft.CodeAnalysis.DiagnosticSeverity.Hidden)
                .Select(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public void The_options_determine_which_names_collide()
    {
        const string Handler = """
            public static class Handlers { [WebSocketRoute("a")] public static void A(Both body) { } }
            public sealed class Both { public int FooBar { get; set; } public int Foo_Bar { get; set; } public int FOOBAR { get; set; } }
            """;

        Assert.Empty(Errors(""));
        Assert.Contains(
            "'Both.Foo_Bar' can't be used in a message: 'FooBar' has the same name in JSON.",
            Assert.Single(Errors("JsonNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'Both.FOOBAR' can't be used in a message: 'FooBar' has the same name in JSON.",
            Assert.Single(Errors("JsonPropertyNameCaseInsensitive = true")),
            StringComparison.Ordinal
        );

        string[] Errors(string option) =>
            [
                .. Generation
                    .Run(Generation.Compile(Source(option), Handler), Generation.WithoutAnalyzers)
                    .GetDiagnostics(TestContext.Current.CancellationToken)
                    .Where(diagnostic => diagnostic.Severity > Microsoft.CodeAnalysis.DiagnosticSeverity.Info)
                    .Select(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)),
            ];
    }

    // The options are found however the attribute is written.
    [Theory]
    [InlineData("JsonNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower", "public sealed partial record Api", "[WebSocketApi(")]
    [InlineData("JsonNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower", "public sealed partial class Api", "[Alias(")]
    [InlineData("JsonNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower", "public sealed partial record Api", "[GlobalAlias(")]
    [InlineData("JsonContext = typeof(Own)", "public sealed partial record Api", "[WebSocketApi(")]
    [InlineData("JsonContext = typeof(Own)", "public sealed partial class Api", "[Alias(")]
    [InlineData("JsonContext = typeof(Own)", "public sealed partial record Api", "[GlobalAlias(")]
    public void Options_apply_however_the_attribute_is_written(string option, string declaration, string tag)
    {
        var plain = Sources(option, "public sealed partial class Api", "[WebSocketApi(");
        var other = Sources(option, declaration, tag);

        Assert.Equal(plain["Api.Validation.g.cs"], other["Api.Validation.g.cs"]);
        Assert.Equal(plain["Api.Contracts.g.cs"], other["Api.Contracts.g.cs"]);

        static SortedDictionary<string, string> Sources(string option, string declaration, string tag) =>
            Generation.Sources(
                Generation.Compile(
                    "global using GlobalAlias = WsScaffold.WebSocketApiAttribute;",
                    "using Alias = WsScaffold.WebSocketApiAttribute;\n"
                        + Source(option)
                            .Replace("[WebSocketApi(", tag, StringComparison.Ordinal)
                            .Replace("public sealed partial class Api", declaration, StringComparison.Ordinal)
                            .Replace(
                                "int OrderId",
                                "[property: System.ComponentModel.DataAnnotations.Range(1, 9)] int OrderId",
                                StringComparison.Ordinal
                            ),
                    """
                    [System.Text.Json.Serialization.JsonSerializable(typeof(Order))]
                    public abstract class Own() : System.Text.Json.Serialization.JsonSerializerContext(null);
                    """
                )
            );
    }

    [Fact]
    public void Names_are_converted_as_by_System_Text_Json()
    {
        var policies = new Dictionary<NamingPolicy, JsonNamingPolicy>
        {
            [NamingPolicy.CamelCase] = JsonNamingPolicy.CamelCase,
            [NamingPolicy.SnakeCaseLower] = JsonNamingPolicy.SnakeCaseLower,
            [NamingPolicy.SnakeCaseUpper] = JsonNamingPolicy.SnakeCaseUpper,
            [NamingPolicy.KebabCaseLower] = JsonNamingPolicy.KebabCaseLower,
            [NamingPolicy.KebabCaseUpper] = JsonNamingPolicy.KebabCaseUpper,
        };
        var letters = Gen.OneOf(Gen.Char["abAB"], Gen.Char["019_- @éÉßǅ日\u02b0\ud83d\ude00"], Gen.Char);

        Gen.Select(letters.Array[0, 12], Gen.Int[1, 5].Select(number => (NamingPolicy)number)).Sample(
            (name, policy) => Assert.Equal(policies[policy].ConvertName(new(name)), MemberNames.Convert(new(name), policy)),
            iter: 20_000);
    }

    private static GeneratedApp Api(string option) => GeneratedApp.From(Source(option));

    private static string Source(string option) => $$"""
        using System.Text.Json.Serialization;
        [WebSocketApi(Envelope = Envelope.None{{(option.Length > 0 ? ", " + option : "")}})]
        public sealed partial class Api { [WebSocketRoute("order")] public static Order Answer(Order body) => body; }
        public sealed record Order(int OrderId, State State, string? Note = null, double Ratio = 0);
        public enum State { Open, VeryLate }
        """;
}
