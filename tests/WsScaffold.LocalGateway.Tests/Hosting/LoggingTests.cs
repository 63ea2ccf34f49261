using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Logging;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Hosting;

public sealed class LoggingTests
{
    [Fact]
    public async Task Logs_contain_no_bodies_headers_or_queries_and_failures_have_the_request_ID()
    {
        using var log = new FakeLoggerProvider();
        using var loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        var function = new Function(lambdaEvent => lambdaEvent.TryGetProperty("body", out _)
            ? """{"statusCode":200,"s3cret":"s3cret"}"""
            : """{"statusCode":200}""");
        await using var gateway = await Gateways.StartAsync(function, loggers: loggers);
        using var client = await RawClient.ConnectAsync(gateway.Url, "/production?token=s3cret-query", "Authorization: s3cret-header");
        await client.SendTextAsync("s3cret-body");
        await client.ReadTextAsync();
        var message = await function.NextEventAsync("MESSAGE");
        await client.SendCloseAsync(4000, "s3cret-reason");
        await client.ReadAsync();
        await function.NextEventAsync("DISCONNECT");

        Assert.DoesNotContain(Lines(log), line => line.Contains("s3cret-", StringComparison.Ordinal));
        var failure = $"Error $default ({message.RequestId()}): malformed Lambda proxy response";
        Assert.Contains(Lines(log), line => line.StartsWith(failure, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_of_a_rejected_host_or_origin_names_the_option_that_allows_it()
    {
        using var log = new FakeLoggerProvider();
        using var loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        await using var gateway = await Gateways.StartAsync(new Function(), loggers: loggers);

        using var byHost = await RawClient.ConnectAsync(gateway.Url, headers: "Host: dev.example");
        using var byOrigin = await RawClient.ConnectAsync(gateway.Url, headers: "Origin: http://localhost:5173");

        Assert.Contains(Lines(log), line => Contains(line, "'dev.example'") && Contains(line, "LocalGatewayOptions.AllowedHosts"));
        Assert.Contains(Lines(log), line =>
            Contains(line, "'http://localhost:5173'") && Contains(line, "LocalGatewayOptions.AllowedOrigins"));

        static bool Contains(string line, string text) => line.Contains(text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Lines(FakeLoggerProvider log) =>
        log.Collector.GetSnapshot().Select(static line => $"{line.Level} {line.Message}");
}
