using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using WsScaffold.Events;
using WsScaffold.Lambda;
using WsScaffold.Lambda.Logging;

namespace WsScaffold.Tests.Logging;

[Collection(AmbientInvocation.Name)]
public sealed partial class LambdaLoggerTests
{
    private readonly Lines _lines = new();

    [Fact]
    public void A_JSON_line_has_Lambdas_members_and_the_values_of_the_template()
    {
        var logger = Logger("JSON");

        Serve(() => LogJoined(logger, "lobby", 3));

        Assert.Equal(
            [
                """{"timestamp":"2026-11-22T19:42:"""
                    + """10.123Z","level":"INFO","requestId":"id-1","traceId":"Root=1-2;Parent=3;Sampled=0","message":"Joined """
                    + """lobby as 3","category":"Chat.ChatApi","eventId":7,"room":"lobby","member":3}"""
                    + "\n",
            ],
            _lines.Written);
    }

    [Fact]
    public void Outside_an_invocation_a_JSON_line_has_no_ids()
    {
        Logger("JSON").LogWarning("Starting");

        Assert.Equal(
            ["""{"timestamp":"2026-11-22T19:42:10.123Z","level":"WARN","message":"Starting","category":"Chat.ChatApi"}""" + "\n"],
            _lines.Written
        );
    }

    [Fact]
    public void An_exception_is_told_by_type_message_and_lines()
    {
        Logger("JSON").LogError(new InvalidOperationException("no room", new TimeoutException("slow")), "Failed");

        Assert.Equal(
            [
                """{"timestamp":"2026-11-22T19:42:10.123Z","level":"ERROR","message":"Failed","category":"Chat.ChatApi",""" + """
                    "errorType":"System.InvalidOperationException","errorMessage":"no room","stackTrace":[
                    """
                    + """
                    "System.InvalidOperationException: no room","---> System.TimeoutException: slow",
                    """
                    + """
                    "--- End of inner exception stack trace ---"]}
                    """
                    + "\n",
            ],
            _lines.Written);
    }

    [Theory]
    [InlineData(LogLevel.Trace, "TRACE", "trce")]
    [InlineData(LogLevel.Debug, "DEBUG", "dbug")]
    [InlineData(LogLevel.Information, "INFO", "info")]
    [InlineData(LogLevel.Warning, "WARN", "warn")]
    [InlineData(LogLevel.Error, "ERROR", "fail")]
    [InlineData(LogLevel.Critical, "FATAL", "crit")]
    public void Levels_have_the_names_of_their_format(LogLevel level, string json, string text)
    {
        Logger("JSON", "TRACE").Log(level, "x");
        Logger("Text", "TRACE").Log(level, "x");

        Assert.Equal(
            [
                $$"""{"timestamp":"2026-11-22T19:42:10.123Z","level":"{{json}}","message":"x","category":"Chat.ChatApi"}""" + "\n",
                $"2026-11-22T19:42:10.123Z\t\t{text}\tx\n",
            ],
            _lines.Written);
    }

    [Fact]
    public void Values_keep_their_JSON_type()
    {
        object?[] values =
        [
            null,
            true,
            (byte)1,
            -2L,
            ulong.MaxValue,
            1.5,
            2.5f,
            3.25m,
            double.NaN,
            'c',
            Guid.Empty,
            DayOfWeek.Friday,
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            new[] { "a", null, "c" },
            TimeSpan.FromSeconds(1),
        ];

        Logger("JSON").LogInformation(new EventId(0), "{A}{B}{C}{D}{E}{F}{G}{H}{I}{J}{K}{L}{M}{N}{O}", values);

        using var line = JsonDocument.Parse(_lines.Written.Single());
        Assert.Equal(
            """{"A":null,"B":true,"C":1,"D":-2,"E":18446744073709551615,"F":1.5,"G":2.5,"H":"""
                + """3.25,"I":"NaN","J":"c","K":"00000000-0000-0000-0000-000000000000","L":"Friday","M":"2026-01-02T03:04:"""
                + """05.0000000+00:00","N":["a",null,"c"],"O":"00:00:01"}""",
            "{"
                + string.Join(
                    ",",
                    line.RootElement.EnumerateObject().Where(member => member.Name.Length == 1).Select(member => member.ToString())
                )
                + "}"
        );
    }

    [Fact]
    public void A_value_never_replaces_a_member_of_Lambdas_or_another_value()
    {
        Logger("JSON").LogInformation("{level} {requestId} {message} {a} {a}", 1, 2, 3, 4, 5);

        Assert.Equal(
            [
                """{"timestamp":"2026-11-22T19:42:10.123Z","level":"INFO","message":"1 2 3 4 5","category":"Chat.ChatApi","_level":"""
                    + """1,"_requestId":2,"_message":3,"a":4}"""
                    + "\n",
            ],
            _lines.Written
        );
    }

    [Fact]
    public void Whatever_is_logged_a_JSON_line_stays_one_line()
    {
        Logger("JSON").LogInformation("{Text}", "\"quoted\" 'ü'\r\n\u2028\ud800 <b>");

        var line = _lines.Written.Single();
        Assert.Equal(line.Length - 1, line.IndexOfAny(['\n', '\r', '\u2028']));
        using var json = JsonDocument.Parse(line);
        Assert.Equal("\"quoted\" 'ü'\r\n\u2028\ufffd <b>", json.RootElement.GetProperty("message").GetString());
        Assert.Contains("""\"quoted\" 'ü'\r\n""", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_scopes_are_told_from_the_outermost()
    {
        var logger = Logger("JSON");
        using (logger.BeginScope("room {Room}", "lobby"))
        using (logger.BeginScope(new Dictionary<string, object?> { ["user"] = 5 }))
        {
            logger.LogInformation("in");
        }

        logger.LogInformation("out");

        Assert.Equal(
            [
                """{"timestamp":"2026-11-22T19:42:10.123Z","level":"INFO","message":"in","category":"Chat.ChatApi","scopes":["room """
                    + """lobby",{"user":5}]}"""
                    + "\n",
                """{"timestamp":"2026-11-22T19:42:10.123Z","level":"INFO","message":"out","category":"Chat.ChatApi"}""" + "\n",
            ],
            _lines.Written);
    }

    [Fact]
    public void A_text_line_has_time_request_id_level_and_message()
    {
        var logger = Logger("Text");

        Serve(() => LogJoined(logger, "lobby", 3));

        Assert.Equal(["2026-11-22T19:42:10.123Z\tid-1\tinfo\tJoined lobby as 3\n"], _lines.Written);
    }

    [Fact]
    public void Several_lines_of_text_stay_one_record()
    {
        Logger("Text").LogError(new InvalidOperationException("no\nroom"), "one\r\ntwo\nthree\rfour");

        Assert.Equal(
            ["2026-11-22T19:42:10.123Z\t\tfail\tone\rtwo\rthree\rfour\rSystem.InvalidOperationException: no\rroom\n"],
            _lines.Written
        );
    }

    [Fact]
    public void Outside_Lambda_a_line_is_for_a_person()
    {
        Logger(null).LogInformation("Listening on {Port}", 5080);
        Logger(null).LogError(new InvalidOperationException("no room"), "Failed");

        Assert.Equal(
            ["info: Chat.ChatApi Listening on 5080\n", "fail: Chat.ChatApi Failed\nSystem.InvalidOperationException: no room\n"],
            _lines.Written
        );
    }

    [Theory]
    [InlineData("JSON")]
    [InlineData("Text")]
    [InlineData(null)]
    public void An_exception_that_throws_when_it_is_asked_is_logged_all_the_same(string? format)
    {
        Logger(format).LogError(new BrokenException(), "Failed");

        Assert.Contains(
            "BrokenException, whose text is unavailable: reading it threw System.NotSupportedException.",
            Assert.Single(_lines.Written),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_is_below_the_level_is_neither_written_nor_formatted()
    {
        var logger = Logger("JSON", "WARN");

        logger.Log(LogLevel.Information, 0, "state", null, (_, _) => throw new InvalidOperationException("formatted"));
        logger.Log(LogLevel.None, 0, "state", null, (_, _) => throw new InvalidOperationException("formatted"));

        Assert.Empty(_lines.Written);
        Assert.False(logger.IsEnabled(LogLevel.Information));
        Assert.True(logger.IsEnabled(LogLevel.Warning));
        Assert.False(logger.IsEnabled(LogLevel.None));
    }

    [Fact]
    public void A_value_may_log_while_it_is_logged()
    {
        var logger = Logger("JSON");

        logger.LogInformation("{Outer}", new LogsInToString(logger));

        Assert.Equal(
            [
                """{"timestamp":"2026-11-22T19:42:10.123Z","level":"INFO","message":"inner","category":"Chat.ChatApi"}""" + "\n",
                """{"timestamp":"2026-11-22T19:42:10.123Z","level":"INFO","message":"inner","category":"Chat.ChatApi"}""" + "\n",
                """{"timestamp":"2026-11-22T19:42:10.123Z","level":"INFO","message":"outer","category":"Chat.ChatApi","Outer":"outer"}"""
                    + "\n",
            ],
            _lines.Written);
    }

    [Fact]
    public void Lines_of_several_threads_come_whole()
    {
        var logger = Logger("Text");

        Parallel.For(0, 200, i => logger.LogInformation("{Text}", new string((char)('a' + (i % 26)), 100 * (i % 20))));

        Assert.Equal(
            Enumerable
                .Range(0, 200)
                .Select(i => $"2026-11-22T19:42:10.123Z\t\tinfo\t{new string((char)('a' + (i % 26)), 100 * (i % 20))}\n")
                .Order(StringComparer.Ordinal),
            _lines.Written.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Another_provider_needs_the_logging_services()
    {
        using var factory = new LambdaLoggerFactory(Provider("JSON"));

        var exception = Assert.Throws<NotSupportedException>(() => factory.AddProvider(Provider("JSON")));

        Assert.Equal("This app logs to Lambda only. Call AddLogging on its services to add logging providers.", exception.Message);
    }

    [Fact]
    public void It_is_a_provider_for_the_logging_services_too()
    {
        using (var factory = LoggerFactory.Create(builder => builder.AddProvider(Provider("JSON"))))
        {
            var logger = factory.CreateLogger("Chat.ChatApi");
            using (logger.BeginScope("scope"))
            {
                logger.LogInformation("x");
            }
        }

        Assert.Equal(
            [
                """{"timestamp":"2026-11-22T19:42:10.123Z","level":"INFO","message":"x","category":"Chat.ChatApi","scopes":["scope"]}"""
                    + "\n",
            ],
            _lines.Written
        );
    }

    private static void Serve(Action handler)
    {
        using var invocation = new LambdaInvocation
        {
            AwsRequestId = "id-1",
            Deadline = DateTimeOffset.MaxValue,
            TraceId = "Root=1-2;Parent=3;Sampled=0",
        };
        InvocationContext.Enter(invocation, isOnly: false);
        try
        {
            handler();
        }
        finally
        {
            InvocationContext.Leave(isOnly: false);
        }
    }

    /// <param name="format">As <c>AWS_LAMBDA_LOG_FORMAT</c> has it; <see langword="null"/> outside Lambda.</param>
    private ILogger Logger(string? format, string? level = null) =>
        new LambdaLoggerFactory(Provider(format, level)).CreateLogger("Chat.ChatApi");

    private LambdaLoggerProvider Provider(string? format, string? level = null)
    {
        var environment = new LambdaEnvironment(name => name switch
        {
            "AWS_LAMBDA_LOG_FORMAT" => format,
            "AWS_LAMBDA_LOG_LEVEL" => level,
            _ => null,
        });
        return new(environment.LogFormat, environment.LogLevel, _lines, new StoppedClock());
    }

    [LoggerMessage(EventId = 7, Level = LogLevel.Information, Message = "Joined {room} as {member}")]
    private static partial void LogJoined(ILogger logger, string room, int member);

    private sealed class Lines : ILogOutput
    {
        private readonly Lock _gate = new();

        public List<string> Written { get; } = [];

        public void Write(ReadOnlySpan<byte> line)
        {
            lock (_gate)
            {
                Written.Add(Encoding.UTF8.GetString(line));
            }
        }
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 20, 42, 10, 123, TimeSpan.FromHours(1));
    }

    private sealed class LogsInToString(ILogger logger)
    {
        public override string ToString()
        {
            logger.LogInformation("inner");
            return "outer";
        }
    }

    private sealed class BrokenException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }
}
