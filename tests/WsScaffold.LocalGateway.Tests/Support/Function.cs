using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using WsScaffold.Gateway.Integrations;

namespace WsScaffold.Gateway.Tests.Support;

/// <summary>A function whose responses the test provides. It records its events.</summary>
internal sealed class Function(Func<JsonElement, Task<string>> respond)
{
    private readonly Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();

    public Function(Func<JsonElement, string> respond)
        : this(lambdaEvent => Task.FromResult(respond(lambdaEvent)))
    {
    }

    public Function()
        : this(_ => """{"statusCode":200}""")
    {
    }

    /// <summary>Creates a function that responds to each message with the message itself.</summary>
    public static Function Echo() => new(lambdaEvent => lambdaEvent.TryGetProperty("body", out var body)
        ? $$"""{"statusCode":200,"body":{{body.GetRawText()}}}"""
        : """{"statusCode":200}""");

    public ConcurrentQueue<string> RawEvents { get; } = new();

    public async Task<JsonElement> NextEventAsync() => await _events.Reader.ReadAsync(Patience.Token);

    /// <summary>Waits for the next event of a type: <c>CONNECT</c>, <c>MESSAGE</c> or <c>DISCONNECT</c>. Skips other events.</summary>
    public async Task<JsonElement> NextEventAsync(string eventType)
    {
        while (true)
        {
            var lambdaEvent = await NextEventAsync();
            if (lambdaEvent.GetProperty("requestContext").GetProperty("eventType").GetString() == eventType)
            {
                return lambdaEvent;
            }
        }
    }

    public IIntegration AsIntegration(TimeSpan timeout) => new InProcessIntegration(InvokeAsync, timeout);

    private async ValueTask InvokeAsync(ReadOnlyMemory<byte> lambdaEvent, LambdaInvocation invocation, IBufferWriter<byte> output)
    {
        RawEvents.Enqueue(Encoding.UTF8.GetString(lambdaEvent.Span));
        var parsed = JsonElement.Parse(lambdaEvent.Span);
        _events.Writer.TryWrite(parsed);
        output.Write(Encoding.UTF8.GetBytes(await respond(parsed)));
    }
}
