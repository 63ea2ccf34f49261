using Microsoft.Extensions.Logging;
using WsScaffold.Lambda;
using WsScaffold.Lambda.Logging;

namespace WsScaffold.Tests.Lambda;

public class LambdaEnvironmentTests
{
    [Fact]
    public void Reads_what_Lambda_sets()
    {
        var environment = With(
            ("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001"),
            ("AWS_LAMBDA_FUNCTION_NAME", "chat"),
            ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_LAMBDA_MAX_CONCURRENCY", "16"),
            ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
            ("AWS_LAMBDA_LOG_FORMAT", "JSON"),
            ("AWS_LAMBDA_LOG_LEVEL", "WARN"));

        Assert.Equal("127.0.0.1:9001", environment.RuntimeApi?.ToString());
        Assert.Equal("chat", environment.FunctionName);
        Assert.Equal("$LATEST", environment.FunctionVersion);
        Assert.Equal("eu-west-1", environment.Region);
        Assert.Equal(16, environment.MaxConcurrency);
        Assert.True(environment.StartsForEvent);
        Assert.Equal(LogFormat.Json, environment.LogFormat);
        Assert.Equal(LogLevel.Warning, environment.LogLevel);
    }

    [Fact]
    public void Outside_Lambda_logs_are_for_a_person_and_all_else_is_missing()
    {
        var environment = With();

        Assert.Null(environment.RuntimeApi);
        Assert.Null(environment.FunctionName);
        Assert.Null(environment.FunctionVersion);
        Assert.Null(environment.Region);
        Assert.Equal(1, environment.MaxConcurrency);
        Assert.False(environment.StartsForEvent);
        Assert.Equal(LogFormat.Console, environment.LogFormat);
        Assert.Equal(LogLevel.Information, environment.LogLevel);
    }

    [Theory]
    [InlineData("provisioned-concurrency")]
    [InlineData("snap-start")]
    [InlineData("lambda-managed-instances")]
    public void What_is_started_ahead_of_events_is_not_started_for_one(string initializationType) =>
        Assert.False(With(("AWS_LAMBDA_INITIALIZATION_TYPE", initializationType)).StartsForEvent);

    [Theory]
    [InlineData(null, LogFormat.Text)]
    [InlineData("Text", LogFormat.Text)]
    [InlineData("json", LogFormat.Json)]
    [InlineData("yaml", LogFormat.Text)]
    public void In_Lambda_logs_are_text_unless_JSON_is_asked_for(string? value, object expected) =>
        Assert.Equal(expected, With(("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001"), ("AWS_LAMBDA_LOG_FORMAT", value)).LogFormat);

    [Theory]
    [InlineData("TRACE", LogLevel.Trace)]
    [InlineData("DEBUG", LogLevel.Debug)]
    [InlineData("INFO", LogLevel.Information)]
    [InlineData("WARN", LogLevel.Warning)]
    [InlineData("ERROR", LogLevel.Error)]
    [InlineData("FATAL", LogLevel.Critical)]
    [InlineData("debug", LogLevel.Debug)]
    [InlineData("LOUD", LogLevel.Information)]
    public void Log_levels_have_Lambdas_names(string value, LogLevel expected) =>
        Assert.Equal(expected, With(("AWS_LAMBDA_LOG_LEVEL", value)).LogLevel);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    public void A_concurrency_that_is_no_count_is_a_clear_error(string value)
    {
        var exception = Assert.Throws<FormatException>(() => With(("AWS_LAMBDA_MAX_CONCURRENCY", value)));

        Assert.Equal($"AWS_LAMBDA_MAX_CONCURRENCY is '{value}'. It must be a whole number above 0.", exception.Message);
    }

    private static LambdaEnvironment With(params (string Name, string? Value)[] variables) =>
        new(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
