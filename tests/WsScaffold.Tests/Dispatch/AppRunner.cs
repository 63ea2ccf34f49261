using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Logging;

namespace WsScaffold.Tests.Dispatch;

/// <summary>An app that is invoked event by event, with what it logs.</summary>
internal sealed class AppRunner : IAsyncDisposable
{
    private readonly FakeLoggerProvider _log = new();

    public AppRunner(Action<WebSocketAppBuilder>? configure = null)
    {
        var builder = WebSocketApp.CreateBuilder<EveryFormApi>();
        builder.Logging.ClearProviders().AddProvider(_log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<IConnections>(Connections);
        configure?.Invoke(builder);
        App = builder.Build();
    }

    public WebSocketApp App { get; }

    public FakeConnections Connections { get; } = new();

    public Journal Journal => App.Services.GetRequiredService<Journal>();

    public string Log =>
        string.Concat(_log.Collector.GetSnapshot().Select(static line => $"{line.Level}: {line.Message}\n{line.Exception}\n"));

    public async Task<string> InvokeAsync(byte[] lambdaEvent)
    {
        var answer = new ArrayBufferWriter<byte>();
        using var invocation = Invocation();
        await App.InvokeAsync(lambdaEvent, invocation, answer);
        return Encoding.UTF8.GetString(answer.WrittenSpan);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    public static LambdaInvocation Invocation() => new()
    {
        AwsRequestId = "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
        Deadline = DateTimeOffset.UtcNow.AddSeconds(29),
    };
}
