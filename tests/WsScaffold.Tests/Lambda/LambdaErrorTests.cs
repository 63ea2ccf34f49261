using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using WsScaffold.Lambda;

namespace WsScaffold.Tests.Lambda;

public class LambdaErrorTests
{
    private const int OneMegabyte = 1_000_000;

    [Fact]
    public void The_body_names_message_type_and_frames()
    {
        var exception = new ExceptionWithStack("broken", """
               at Chat.ChatApi.Send(SendMessage message) in /src/Chat/ChatApi.cs:line 12
               at Chat.Program.Main()
            """);

        Assert.Equal(
            """{"errorMessage":"broken","errorType":"ExceptionWithStack","stackTrace":["at Chat.ChatApi.Send(SendMessage message) """
                + """in /src/Chat/ChatApi.cs:line 12","at Chat.Program.Main()"]}""",
            Body(exception));
    }

    [Fact]
    public void The_XRay_cause_has_its_own_form()
    {
        var exception = new ExceptionWithStack("bröken\n", """
               at Chat.ChatApi.Send(SendMessage message) in /src/Chat in here/ChatApi.cs:line 12
               at Chat.ChatApi.Join() in /src/Chat in here/ChatApi.cs:line 7
               at Chat.Program.Main()
            """);

        Assert.Equal(
            $$"""{"working_directory":{{JsonSerializer.Serialize(Environment.CurrentDirectory)}},"exceptions":"""
                + $$"""[{"type":"ExceptionWithStack","message":"br\u00F6ken\n","stack":"""
                + $$"""[{"label":"Chat.ChatApi.Send(SendMessage message)","path":"/src/Chat in here/ChatApi.cs","line":"""
                + $$"""12},{"label":"Chat.ChatApi.Join()","path":"/src/Chat in here/ChatApi.cs","line":"""
                + $$"""7},{"label":"Chat.Program.Main()"}]}],"paths":["/src/Chat in here/ChatApi.cs"]}""",
            Cause(exception));
    }

    [Fact]
    public void An_exception_without_a_message_or_a_stack_is_reported_too() =>
        Assert.Equal(
            """{"errorMessage":"","errorType":"ExceptionWithStack","stackTrace":[]}""",
            Body(new ExceptionWithStack(null!, null!))
        );

    [Fact]
    public void However_large_an_exception_is_its_report_stays_below_the_limit()
    {
        var frame = $"   at {new string('\u0001', 4_000)} in {new string('\u0002', 4_000)}:line 1\n";
        var exception = new ExceptionWithStack(new string('\ud800', 3_000_000), string.Concat(Enumerable.Repeat(frame, 1_000)));

        Assert.InRange(Body(exception).Length, 100_000, OneMegabyte);
        Assert.InRange(Cause(exception).Length, 100_000, OneMegabyte);
    }

    [Fact]
    public void Whatever_an_exception_says_the_body_is_JSON_and_the_header_one_line_of_ASCII() =>
        Gen.Select(Gen.String, Gen.String).Sample(
            (message, stack) =>
            {
                var exception = new ExceptionWithStack(message, stack);

                using var body = JsonDocument.Parse(Body(exception));
                using var cause = JsonDocument.Parse(Cause(exception));
                Assert.True(Ascii.IsValid(Cause(exception)));
                Assert.DoesNotContain(Cause(exception), char.IsControl);
            },
            iter: 500);

    private static string Body(Exception exception)
    {
        var body = new ArrayBufferWriter<byte>();
        LambdaError.WriteBody(exception, body);
        return Encoding.UTF8.GetString(body.WrittenSpan);
    }

    private static string Cause(Exception exception)
    {
        const string Before = "Lambda-Runtime-Function-Error-Type: Function.HandlerFailed\r\nLambda-Runtime-Function-XRay-Error-Cause: ";
        var headers = Encoding.Latin1.GetString(LambdaError.Headers(exception, LambdaError.HandlerFailed));
        Assert.StartsWith(Before, headers, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", headers, StringComparison.Ordinal);
        return headers[Before.Length..^2];
    }

    private sealed class ExceptionWithStack(string message, string stack) : Exception
    {
        public override string Message => message;

        public override string StackTrace => stack;
    }
}
