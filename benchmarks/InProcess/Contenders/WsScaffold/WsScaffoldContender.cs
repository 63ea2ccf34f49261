using System.Buffers;
using WsScaffold;

namespace InProcess.Contenders.WsScaffold;

/// <summary>Invokes the tagged handler in the same way as the Lambda loop.</summary>
internal sealed class WsScaffoldContender : IContender, IDisposable
{
    private readonly WebSocketApp _app = WebSocketApp.CreateBuilder<SendMessageApi>().Build();
    private readonly ArrayBufferWriter<byte> _response = new();
    private readonly LambdaInvocation _invocation =
        new() { AwsRequestId = "8476a536-e9f4-11e8-9739-2dfe598c3fcd", Deadline = DateTimeOffset.MaxValue };

    public string Name => "ours";

    public ReadOnlyMemory<byte> Respond(ReadOnlyMemory<byte> lambdaEvent)
    {
        _response.ResetWrittenCount();
        var task = _app.InvokeAsync(lambdaEvent, _invocation, _response);
        if (task.IsCompletedSuccessfully)
        {
            task.GetAwaiter().GetResult();
        }
        else
        {
            task.AsTask().GetAwaiter().GetResult();
        }

        return _response.WrittenMemory;
    }

    public void Dispose() => _invocation.Dispose();
}
