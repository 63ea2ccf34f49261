using System.Text;
using CsCheck;
using WsScaffold.Gateway.Integrations;

namespace WsScaffold.Gateway.Tests.Integrations;

public sealed class ProxyResponseTests
{
    [Theory]
    [InlineData(
        """{"statusCode":200,"secret":"value"}""",
        "it has 'secret': only statusCode, headers, multiValueHeaders, body and isBase64Encoded are allowed")]
    [InlineData("""{"body":"value"}""", "'statusCode' is missing")]
    [InlineData("""{"statusCode":"value"}""", "'statusCode' is not an integer from 200 to 599")]
    [InlineData("""{"statusCode":200,"body":["value"]}""", "'body' is not a string")]
    [InlineData("value", "it is not JSON")]
    [InlineData("[]", "it is not a JSON object")]
    public void The_problem_of_a_malformed_response_contains_no_values(string json, string problem)
    {
        Assert.Null(ProxyResponse.Read(Encoding.UTF8.GetBytes(json), out var actual));
        Assert.Equal(problem, actual);
    }

    [Fact]
    public void Null_members_count_as_missing()
    {
        var json = """{"statusCode":200,"headers":null,"multiValueHeaders":null,"body":null}"""u8.ToArray();

        var response = ProxyResponse.Read(json, out var problem);

        Assert.Null(problem);
        Assert.Equal((200, null, null), (response!.StatusCode, response.Body, response.AcceptedSubprotocol));
    }

    [Fact]
    public void Arbitrary_bytes_lead_to_a_response_or_a_problem()
    {
        var token = Gen.OneOf(
            "{", "}", "[", "]", ":", ",", " ", "null", "true", "200",
            "\"statusCode\"", "\"body\"", "\"headers\"", "\"a\"", "\"isBase64Encoded\"", "\"\\ud800\"");
        Gen.OneOf(token.Array[0, 20].Select(tokens => Encoding.UTF8.GetBytes(string.Concat(tokens))), Gen.Byte.Array[0, 50]).Sample(
            bytes => (ProxyResponse.Read(bytes, out var problem) is null) == (problem is not null),
            iter: 10_000);
    }
}
