using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CsCheck;
using Microsoft.CodeAnalysis.CSharp;
using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Generator.Tests.Json;

/// <summary>Validation attributes of the body's types, which are checked before the handler runs.</summary>
public sealed class ValidationTests
{
    private const string Orders = """
        using System.ComponentModel.DataAnnotations;
        using System.Text.Json.Serialization;
        public sealed record Order(
            [Required, StringLength(10, MinimumLength = 2)] string Id,
            [Range(1, 5, ErrorMessage = "Between one and five, please.")] int Count,
            [MinLength(1)] List<Line> Items,
            Dictionary<string, Line>? ByName = null,
            [EmailAddress] string? Mail = null,
            [property: Display(Name = "the copy"), Compare("Mail")] string? MailAgain = null) : IValidatableObject
        {
            [JsonPropertyName("site-url"), Url] public string? Site { get; init; }
            [JsonInclude, Range(typeof(decimal), "0.5", "99.5")] private decimal? Price { get; set; }
            public IEnumerable<ValidationResult> Validate(ValidationContext context)
            {
                if (Id == "none") { yield return new("No such thing.", [nameof(Id), nameof(Site)]); yield return new("Nothing at all."); }
            }
            public Shape? Shape { get; init; }
            public Line?[]? More { get; init; }
        }
        public sealed record Line([RegularExpression("^[a-z]+$")] string Name, Line? Next = null)
        {
            [Even] public int Amount { get; init; }
        }
        public sealed class EvenAttribute : ValidationAttribute
        {
            public override bool IsValid(object? value) => value is int number && number % 2 == 0;
        }
        [JsonDerivedType(typeof(Circle), "circle")] public abstract record Shape;
        [Small(ErrorMessage = "{0} is too big.")] public sealed record Circle([Range(0.0, 100.0)] double Radius) : Shape;
        public sealed class SmallAttribute : ValidationAttribute
        {
            public override bool IsValid(object? value) => ((Circle)value!).Radius < 10;
        }
        [WebSocketApi] public sealed partial class Api
        {
            [WebSocketRoute("order")] public static string Take(Order order) { Journal.Add(order.Id); return "taken"; }
            [WebSocketRoute("maybe")] public static string Maybe(Line? line) => line is null ? "nothing" : "a line";
            [WebSocketRoute("many")] public static string Many(Line[] lines) => $"{lines.Length}";
            [WebSocketRoute("sent")] public static Line Send(string body) => new("NOT VALID");
        }
        """;

    [Theory]
    [InlineData("""{"id":"abc","count":1,"items":[{"name":"a","amount":2}]}""")]
    [InlineData(
        """{"id":"abc","count":1,"items":[{"name":"a"}],"mail":"a@b","mailAgain":"a@b","site-url":"https://x.y","price":"""
        + """0.5,"byName":{"k":{"name":"a"}},"shape":{"$type":"circle","radius":9},"more":[null]}""")]
    public async Task A_valid_body_reaches_the_handler(string body)
    {
        await using var app = GeneratedApp.From(Orders);

        Assert.Equal("taken", await app.AskAsync("order", body));
        Assert.Equal("abc", app.Journaled());
    }

    [Theory]
    [InlineData(
        "order",
        """{"id":"a","count":9,"items":[]}""",
        """{"path":"$.id","message":"The field id must be a string with a minimum length of 2 and a maximum length of 10."},"""
        + """{"path":"$.count","message":"Between one and five, please."},"""
        + """{"path":"$.items","message":"The field items must be a string or array type with a minimum length of '1'."}""")]
    [InlineData("order", """{"id":"","count":1,"items":[{"name":"a"}]}""", """{"path":"$.id","message":"The id field is required."}""")]
    [InlineData(
        "order",
        """{"id":"abc","count":1,"items":[{"name":"a"},{"name":"B","amount":1,"next":{"name":"C"}}]}""",
        """{"path":"$.items[1].name","message":"The field name must match the regular expression '^[a-z]+$'."},"""
        + """{"path":"$.items[1].amount","message":"The field amount is invalid."},"""
        + """{"path":"$.items[1].next.name","message":"The field name must match the regular expression '^[a-z]+$'."}""")]
    [InlineData(
        "order",
        """{"id":"abc","count":1,"items":[{"name":"a"}],"byName":{"k":{"name":"a"},"odd key":{"name":"1"}},"more":[null,{"name":"1"}]}""",
        """{"path":"$.byName['odd key'].name","message":"The field name must match the regular expression '^[a-z]+$'."},"""
        + """{"path":"$.more[1].name","message":"The field name must match the regular expression '^[a-z]+$'."}""")]
    [InlineData(
        "order",
        """{"id":"abc","count":1,"items":[{"name":"a"}],"mail":"no","mailAgain":"nope","site-url":"x","price":100}""",
        """{"path":"$.mail","message":"The mail field is not a valid e-mail address."},"""
        + """{"path":"$.mailAgain","message":"'the copy' and 'mail' do not match."},"""
        + """{"path":"$.site-url","message":"The site-url field is not a valid fully-qualified http, https, or ftp URL."},"""
        + """{"path":"$.price","message":"The field price must be between 0.5 and 99.5."}""")]
    [InlineData(
        "order",
        """{"id":"none","count":1,"items":[{"name":"A"}]}""",
        """{"path":"$.id","message":"No such thing."},{"path":"$.site-url","message":"No such thing."},"""
        + """{"path":"$","message":"Nothing at all."},"""
        + """{"path":"$.items[0].name","message":"The field name must match the regular expression '^[a-z]+$'."}""")]
    [InlineData(
        "order",
        """{"id":"abc","count":1,"items":[{"name":"a"}],"shape":{"$type":"circle","radius":50}}""",
        """{"path":"$.shape","message":"shape is too big."}""")]
    [InlineData(
        "order",
        """{"id":"abc","count":1,"items":[{"name":"a"}],"shape":{"$type":"circle","radius":500}}""",
        """{"path":"$.shape.radius","message":"The field radius must be between 0 and 100."}""")]
    [InlineData(
        "maybe", """{"name":"A"}""", """{"path":"$.name","message":"The field name must match the regular expression '^[a-z]+$'."}""")]
    [InlineData(
        "many",
        """[{"name":"a"},{"name":"A"}]""",
        """{"path":"$[1].name","message":"The field name must match the regular expression '^[a-z]+$'."}""")]
    public async Task The_error_frame_lists_all_violations_and_the_handler_does_not_run(string route, string body, string errors)
    {
        await using var app = GeneratedApp.From(Orders);

        var response = (await app.AskAsync(route, body))!;

        Assert.Matches(
            $$"""^\{"message":"Bad request body","connectionId":"[^"]*","requestId":"[^"]*",("id":"[^"]*",)?"errors":""",
            response
        );
        Assert.Equal($"[{errors}]}}", response[(response.IndexOf("\"errors\":", StringComparison.Ordinal) + 9)..]);
        Assert.Empty(app.Journaled());
    }

    [Fact]
    public async Task An_optional_body_can_be_missing_and_responses_are_not_validated()
    {
        await using var app = GeneratedApp.From(Orders);

        Assert.Equal("nothing", await app.AskAsync("maybe", "null"));
        Assert.EndsWith("""{"name":"NOT VALID","next":null,"amount":0}}""", await app.AskAsync("sent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_regular_expression_that_times_out_is_a_violation()
    {
        await using var app = GeneratedApp.From("""
            using System.ComponentModel.DataAnnotations;
            public sealed record Slow([RegularExpression("^(a+)+$")] string Text);
            [WebSocketApi] public sealed partial class Api { [WebSocketRoute("slow")] public static string Take(Slow body) => "taken"; }
            """);

        var response = await app.AskAsync("slow", $$"""{"text":"{{new string('a', 60)}}!"}""");
        Assert.Contains("must match the regular expression", response, StringComparison.Ordinal);
        Assert.Equal("taken", await app.AskAsync("slow", """{"text":"aaa"}"""));
    }

    // ErrorMessage is a format string, so braces are doubled.
    [Theory]
    [InlineData("Use {{ and }} only here.", "Use { and } only here.")]
    [InlineData("{0} ends with a }}", "text ends with a }")]
    [InlineData("$ and \\ and \" are signs, too", "$ and \\ and \" are signs, too")]
    public async Task The_client_receives_the_message_of_the_attribute(string message, string shown)
    {
        await using var app = GeneratedApp.From(Coded(message));

        var response = JsonNode.Parse((await app.AskAsync("coded", """{"text":"A"}"""))!)!;

        Assert.Equal(shown, (string?)response["errors"]![0]!["message"]);
    }

    // .NET rejects this format string when it formats the message. The generator copies it anyway.
    [Fact]
    public void The_generator_copies_a_message_unchanged()
    {
        var generated = Generation.Sources(Generation.Compile(Coded("Use { and } only here.")))["Api.Validation.g.cs"];

        Assert.Contains(
            """{ ErrorMessage = (string)("Use { and } only here."), MatchTimeoutInMilliseconds = 250 }""",
            generated,
            StringComparison.Ordinal
        );
    }

    private static string Coded(string message) => $$"""
        using System.ComponentModel.DataAnnotations;
        public sealed record Coded(
            [RegularExpression("^[a-z]+$", ErrorMessage = {{SymbolDisplay.FormatLiteral(message, quote: true)}})] string Text);
        [WebSocketApi] public sealed partial class Api { [WebSocketRoute("coded")] public static string Take(Coded body) => "taken"; }
        """;

    [Fact]
    public async Task The_list_of_violations_is_limited()
    {
        await using var app = GeneratedApp.From(Orders);
        var response = JsonNode.Parse((await app.AskAsync("many", $"[{string.Join(',', Enumerable.Repeat("""{"name":"A"}""", 1000))}]"))!)!;

        Assert.Equal(32, response["errors"]!.AsArray().Count);
    }

    [Fact]
    public void An_API_without_validation_attributes_gets_no_validation_code()
    {
        var sources = Generation.Sources(Generation.Compile("""
            [WebSocketApi]
            public sealed partial class Api { [WebSocketRoute("a")] public static void A(List<string> body) { } }
            """));

        Assert.DoesNotContain(sources.Keys, name => name.Contains("Validation", StringComparison.Ordinal));
        Assert.DoesNotContain("Validat", string.Concat(sources.Values), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Compare(\"Missing\")] public string? A { get; set; }", "Body.A", "Compare")]
    [InlineData("[MinLength(1)] public int A { get; set; }", "Body.A", "MinLength")]
    [InlineData("[Range(typeof(string), \"a\", \"b\")] public int A { get; set; }", "Body.A", "Range")]
    [InlineData("[Hidden] public int A { get; set; } private sealed class HiddenAttribute : ValidationAttribute;", "Body.A", "Hidden")]
    [InlineData("[Reflects] public int A { get; set; }", "Body.A", "Reflects")]
    [InlineData("public List<Part> Parts { get; set; } = [];", "Body.Parts[].A", "Compare")]
    public void An_unsupported_attribute_is_an_error_with_a_reason(string member, string path, string attribute)
    {
        var output = Generation.Run(
            Generation.Compile(
                $$"""
                using System.ComponentModel.DataAnnotations;
                public sealed class Body { {{member}} }
                public sealed class Part { [Compare("Missing")] public string? A { get; set; } }
                public sealed class ReflectsAttribute : ValidationAttribute
                {
                    [System.Diagnostics.CodeAnalysis.RequiresUnreferencedCode("It does.")] public ReflectsAttribute() { }
                }
                [WebSocketApi] public sealed partial class Api { [WebSocketRoute("a")] public static void A(Body body) { } }
                """
            ),
            Generation.WithoutAnalyzers
        );
        var error = Assert.Single(
            output.GetDiagnostics(TestContext.Current.CancellationToken),
            diagnostic => diagnostic.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning
        );

        Assert.StartsWith(
            $"#error: 'WSS0618: '{path}' can't be validated: [{attribute}] ",
            error.GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "Use another attribute, or implement IValidatableObject.'",
            error.GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
    }

    // All attributes, on values around their limits. The framework's validator checks the same object.
    private const string EveryAttribute = """
        using System.ComponentModel.DataAnnotations;
        using System.Collections.Immutable;
        using System.Text.Json.Serialization;
        [WebSocketApi(JsonNamingPolicy = JsonKnownNamingPolicy.Unspecified, JsonRespectNullableAnnotations = false)]
        public sealed partial class Api { [WebSocketRoute("a")] public static string A(Everything body) => "taken"; }
        public class Base
        {
            [StringLength(3)] public virtual string? Overridden { get; set; }
            [Range(0, 2)] public int Inherited { get; set; }
        }
        [Whole(ErrorMessage = "Not whole.")]
        public sealed class Everything : Base, IValidatableObject
        {
            [Required] public string? Required { get; set; }
            [Required(AllowEmptyStrings = true, ErrorMessage = "Give {0}.")] public string? Empty { get; set; }
            [StringLength(3, MinimumLength = 1)] public string? Sized { get; set; }
            [MinLength(2), MaxLength(3)] public string? Between { get; set; }
            [MinLength(2)] public int[]? Array { get; set; }
            [MaxLength(1, ErrorMessage = "At most {1} of {0}.")] public List<int>? List { get; set; }
            [Length(1, 2)] public Dictionary<string, int>? Dictionary { get; set; }
            [Length(1, 2)] public ImmutableArray<int> Immutable { get; set; } = [1];
            [Range(-1, 3)] public int Int { get; set; }
            [Range(0.5, 3, MinimumIsExclusive = true, MaximumIsExclusive = true)] public double? Double { get; set; }
            [Range(typeof(decimal), "0.5", "3", MaximumIsExclusive = true)] public decimal Decimal { get; set; } = 1;
            [Range(typeof(DateTime), "2026-01-01", "2026-12-31", ErrorMessage = "{0} not in year.")] public DateTime? Date { get; set; }
            [RegularExpression("a+b?")] public string? Pattern { get; set; }
            [EmailAddress] public string? Mail { get; set; }
            [Url] public string? Url { get; set; }
            [Phone] public string? Phone { get; set; }
            [CreditCard] public string? Card { get; set; }
            [Base64String] public string? Base64 { get; set; }
            [AllowedValues("a", null, 1)] public string? Allowed { get; set; }
            [DeniedValues("a", "")] public string? Denied { get; set; }
            [Compare(nameof(Sized))] public string? Same { get; set; }
            [EnumDataType(typeof(DayOfWeek))] public int Day { get; set; }
            [Own(Least = 2), Own(Least = 3)] public int Own { get; set; } = 3;
            [MinLength(1)] public override string? Overridden { get; set; }
            public IEnumerable<ValidationResult> Validate(ValidationContext context)
            {
                if (Int == 2) { yield return new("Two.", ["Int", "Own"]); yield return new("No."); }
            }
        }
        [AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
        public sealed class OwnAttribute : ValidationAttribute
        {
            public override object TypeId => this;
            public int Least { get; set; }
            protected override ValidationResult? IsValid(object? value, ValidationContext context)
            {
                var type = context.ObjectInstance.GetType().Name;
                return (int)value! >= Least
                    ? null
                    : new($"{context.DisplayName} of {context.MemberName} in {type} under {Least}", [context.MemberName!]);
            }
        }
        public sealed class WholeAttribute : ValidationAttribute
        {
            public override bool IsValid(object? value) => ((Everything)value!).Int != 1;
        }
        """;

    [Fact]
    public async Task Violations_and_messages_equal_those_of_the_framework()
    {
        await using var app = GeneratedApp.From(EveryAttribute);
        var type = app.Assembly.GetType("Everything")!;
        var options = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        var (valid, invalid) = (0, 0);
        Body.Sample(
            body =>
            {
                var json = body.ToJsonString();
                var response = app.AskAsync("a", json).GetAwaiter().GetResult()!;
                string[] ours = response == "taken"
                    ? []
                    : [.. JsonNode.Parse(response)!["errors"]!.AsArray().Select(error => $"{error!["path"]}: {error["message"]}").Order()];

                Assert.Equal(Expected(JsonSerializer.Deserialize(json, type, options)!), ours);
                _ = ours.Length == 0 ? valid++ : invalid++;
            },
            iter: 3_000,
            threads: 1);

        TestContext.Current.SendDiagnosticMessage("{0} valid, {1} invalid", valid, invalid);
        Assert.True(valid > 20 && invalid > 1000, $"{valid} valid, {invalid} invalid");
    }

    private static string[] Expected(object value)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(value, new(value), results, validateAllProperties: true);
        var errors =
            from result in results
            from name in result.MemberNames.DefaultIfEmpty("")
            select $"${(name.Length == 0 ? "" : ".")}{name}: {result.ErrorMessage}";
        return [.. errors.Order()];
    }

    // A valid body with some members changed.
    private static Gen<JsonObject> Body => Gen.Select(Gen.Int[0, _members.Length - 1], Gen.Int[0, 1000]).Array[0, 5].Select(changes =>
    {
        var body = new JsonObject { ["Required"] = "x", ["Empty"] = "", ["Allowed"] = "a" };
        foreach (var (member, value) in changes)
        {
            var (name, values) = _members[member];
            body[name] = JsonNode.Parse(values[value % values.Length]);
        }

        return body;
    });

    private static readonly string[] _texts =
    [
        "null",
        "\"\"",
        "\" \"",
        "\"a\"",
        "\"aab\"",
        "\"abcd\"",
        "\"a@b\"",
        "\"@b\"",
        "\"a@b@c\"",
        "\"http://x\"",
        "\"ftp://x\"",
        "\"x://y\"",
        "\"+1 234\"",
        "\"1 x\"",
        "\"4111 1111 1111 1111\"",
        "\"4111\"",
        "\"AQID\"",
        "\"AQ=\"",
        "\"\\u00e9\\u00e9\"",
    ];
    private static readonly string[] _numbers = ["-2", "-1", "0", "1", "2", "3", "4", "7"];
    private static readonly string[] _lists = ["null", "[]", "[1]", "[1,2]", "[1,2,3]"];

    private static readonly (string Name, string[] Values)[] _members =
    [
        ("Required", _texts),
        ("Empty", _texts),
        ("Sized", _texts),
        ("Allowed", _texts),
        ("Same", _texts),
        ("Overridden", _texts),
        ("Pattern", _texts),
        ("Mail", _texts),
        ("Url", _texts),
        ("Phone", _texts),
        ("Card", _texts),
        ("Base64", _texts),
        ("Denied", _texts),
        ("Between", _texts),
        ("Array", _lists),
        ("List", _lists),
        ("Immutable", ["[]", "[1]", "[1,2,3]"]),
        ("Dictionary", ["null", "{}", "{\"a\":1}", "{\"a\":1,\"b\":1,\"c\":2}"]),
        ("Int", _numbers), ("Inherited", _numbers), ("Day", _numbers), ("Own", _numbers),
        ("Double", ["null", "0.5", "0.50001", "3", "2.9999", "1e300"]), ("Decimal", ["0.4", "0.5", "3", "2.999"]),
        ("Date", ["null", "\"2025-12-31\"", "\"2026-01-01\"", "\"2026-12-31\"", "\"2026-12-31T00:00:01\""]),
    ];
}
