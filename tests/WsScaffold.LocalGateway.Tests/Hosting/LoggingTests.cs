using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using WsScaffold.Gateway.Tests.Support;

namespace WsScaffold.Gateway.Tests.Hosting;

public sealed class LoggingTests
{
    [Fact]
    public async Task Logs_contain_no_bodies_headers_or_queries_and_failures_have_the_request_ID()
    {
        using var log = new Recorder();
        var function = new Function(lambdaEvent => lambdaEvent.TryGetProperty("body", out _)
            ? """{"statusCode":200,"s3cret":"s3cret"}"""
            : """{"statusCode":200}""");
        await using var gateway = await Gateways.StartAsync(function, loggers: log);
        using var client = await RawClient.ConnectAsync(gateway.Url, "/production?token=s3cret-query", "Authorization: s3cret-header");
        await client.SendTextAsync("s3cret-body");
        await client.ReadTextAsync();
        var message = await function.NextEventAsync("MESSAGE");
        await client.SendCloseAsync(4000, "s3cret-reason");
        await client.ReadAsync();
        await function.NextEventAsync("DISCONNECT");

        Assert.DoesNotContain(log.Lines, line => line.Contains("s3cret-", StringComparison.Ordinal));
        var failure = $"Error $default ({message.RequestId()}): malformed Lambda proxy response";
        Assert.Contains(log.Lines, line => line.StartsWith(failure, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_of_a_rejected_host_or_origin_names_the_option_that_allows_it()
    {
        using var log = new Recorder();
        await using var gateway = await Gateways.StartAsync(new Function(), loggers: log);

        using var byHost = await RawClient.ConnectAsync(gateway.Url, headers: "Host: dev.example");
        using var byOrigin = await RawClient.ConnectAsync(gateway.Url, headers: "Origin: http://localhost:5173");

        Assert.Contains(log.Lines, line => Contains(line, "'dev.example'") && Contains(line, "LocalGatewayOptions.AllowedHosts"));
        Assert.Contains(log.Lines, line =>
            Contains(line, "'http://localhost:5173'") && Contains(line, "LocalGatewayOptions.AllowedOrigins"));

        static bool Contains(string line, string text) => line.Contains(text, StringComparison.Ordinal);
    }

    private sealed class Recorder : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel} {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
