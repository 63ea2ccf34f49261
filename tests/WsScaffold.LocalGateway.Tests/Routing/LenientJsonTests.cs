using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using WsScaffold.Gateway.Routing;

namespace WsScaffold.Gateway.Tests.Routing;

public sealed class LenientJsonTests
{
    private static readonly RouteSelectionExpression _action = RouteSelectionExpression.Parse("$request.body.action");

    [Theory]
    [InlineData("""{"action":"sendMessage", body:"hello"}""", "sendMessage")]
    [InlineData("""{action:sendMessage}""", "sendMessage")]
    [InlineData("""{'action':'sendMessage'}""", "sendMessage")]
    [InlineData("""{"action":"a",}""", "a")]
    [InlineData("""{,"action":"a"}""", "a")]
    [InlineData("""{"x":1,,"action":"a"}""", "a")]
    [InlineData("""{"action":"a"} trailing""", "a")]
    [InlineData("""{"action":"a"}{"action":"b"}""", "a")]
    [InlineData("""{"action":"a","action":"b"}""", "b")]
    [InlineData("""{"action":a b c}""", "a b c")]
    [InlineData("{\"action\":\"a\nb\"}", "a\nb")]
    [InlineData("{\"action\":\"a\tb\"}", "a\tb")]
    [InlineData("{\"action\":\"a\0b\"}", "a\0b")]
    [InlineData("""{"action":01}""", "1")]
    [InlineData("""{"action":1e3}""", "1000.0")]
    [InlineData("""{"action":1.50}""", "1.5")]
    [InlineData("""{"action":true}""", "true")]
    [InlineData("""{"action":null}""", "")]
    [InlineData("""{"action":{"x":1}}""", "{x=1}")]
    [InlineData("""{"action":["a","b"]}""", """["a","b"]""")]
    public void Text_that_API_Gateway_routes_is_read_even_if_it_is_not_strict_JSON(string text, string action) =>
        Assert.Equal(action, _action.Evaluate(text));

    [Theory]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("\"str\"")]
    [InlineData("""hello {"action":"a"}""")]
    [InlineData("\uFEFF{\"action\":\"a\"}")]
    [InlineData("// c\n{\"action\":\"a\"}")]
    [InlineData("""{/*c*/"action":"a"}""")]
    public void A_text_without_the_member_has_an_empty_route_key(string text) => Assert.Equal("", _action.Evaluate(text));

    [Theory]
    [InlineData("""{"action":"a" """)]
    [InlineData("""{"action" "a"}""")]
    [InlineData("""{"action"="a"}""")]
    [InlineData("""{"action":"a"]""")]
    [InlineData("""{"action":}""")]
    [InlineData("""{"action":"a""")]
    [InlineData("""{"action":"\uZZZZ"}""")]
    [InlineData("{")]
    [InlineData("[")]
    [InlineData("""["a" """)]
    [InlineData("}")]
    public void Text_that_cannot_be_parsed_has_no_route_key(string text) => Assert.Null(_action.Evaluate(text));

    [Theory]
    [InlineData("-0", "0")]
    [InlineData("-007", "-7")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("1.0E10", "1.0E10")]
    [InlineData("12345678.5", "1.23456785E7")]
    [InlineData("10000000.0", "1.0E7")]
    [InlineData("0.0001", "1.0E-4")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("-1E-66", "-1.0E-66")]
    [InlineData("0.00012340", "1.234E-4")]
    [InlineData("12e20", "1.2E21")]
    [InlineData("1e999", "Infinity")]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("1 apple", "1 apple")]
    [InlineData("-", "0")]
    public void Numbers_become_the_text_that_Java_prints(string number, string text) =>
        Assert.Equal(text, _action.Evaluate($$"""{"action":{{number}}}"""));

    [Fact]
    public void Escapes_are_read() =>
        Assert.Equal("a\"b\\c/d\b\f\n\r\té😀", _action.Evaluate("""{"action":"a\"b\\c\/d\b\f\n\r\t\u00e9\ud83d\ude00"}"""));

    [Fact]
    public void Nesting_is_limited_and_never_overflows_the_stack()
    {
        Assert.True(LenientJson.TryParse($"{new string('[', 400)}{new string(']', 400)}", out _));
        Assert.False(LenientJson.TryParse(new string('[', 131072), out _));
        Assert.False(LenientJson.TryParse(string.Concat(Enumerable.Repeat("{a:", 40000)), out _));
    }

    [Fact]
    public void Arbitrary_text_never_causes_an_exception()
    {
        var token = Gen.OneOf(
            "{", "}", "[", "]", ":", ",", "\"", "'", "\\", "\\u00", "\\x4", "action", "null", "true",
            "-", "0", "1.5", "e", "E+", " ", "\n", "\u001A", "\ud800", "é");
        Gen.OneOf(token.Array[0, 40].Select(string.Concat), Gen.String).Sample(
            text =>
            {
                if (LenientJson.TryParse(text, out var value))
                {
                    _ = LenientJson.ToText(value);
                }
            },
            iter: 20_000);
    }

    [Fact]
    public void Strict_JSON_is_read_as_by_System_Text_Json() => Document(3).Sample(
        document =>
        {
            var json = document?.ToJsonString() ?? "null";
            return LenientJson.TryParse(json, out var value) && Same(document, value);
        },
        iter: 5_000);

    private static Gen<JsonNode?> Document(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.String.Select(text => (JsonNode?)JsonValue.Create(text)),
            Gen.Long.Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Double.Where(double.IsFinite).Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Bool.Select(truth => (JsonNode?)JsonValue.Create(truth)),
            Gen.Const((JsonNode?)null));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Document(depth - 1);
        return Gen.OneOf(
            leaf,
            inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            Gen.Select(Gen.String, inner).Array[0, 4].Select(members => (JsonNode?)new JsonObject(
                members.DistinctBy(member => member.Item1)
                    .Select(member => KeyValuePair.Create(member.Item1, member.Item2?.DeepClone())))));
    }

    private static bool Same(JsonNode? expected, object? actual) => (expected, actual) switch
    {
        (null, null) => true,
        (JsonObject members, OrderedDictionary<string, object?> map) =>
            members.Select(member => member.Key).SequenceEqual(map.Keys) && members.All(member => Same(member.Value, map[member.Key])),
        (JsonArray items, List<object?> list) => items.Count == list.Count && items.Zip(list).All(pair => Same(pair.First, pair.Second)),
        (JsonValue value, string text) => value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == text,
        (JsonValue value, bool truth) => value.GetValueKind() == (truth ? JsonValueKind.True : JsonValueKind.False),
        (JsonValue value, LenientNumber number) =>
            double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) == double.Parse(number.Text, CultureInfo.InvariantCulture),
        _ => false,
    };
}
