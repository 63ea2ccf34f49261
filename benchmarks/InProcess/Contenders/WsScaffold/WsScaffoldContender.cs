using System.Buffers;
using WsScaffold;

namespace InProcess.Contenders.WsScaffold;

/// <summary>The tagged handler, through the app as the Lambda loop calls it.</summary>
internal sealed class WsScaffoldContender : IContender, IDisposable
{
    private readonly WebSocketApp _app = WebSocketApp.CreateBuilder<SendMessageApi>().Build();
    private readonly ArrayBufferWriter<byte> _answer = new();
    private readonly LambdaInvocation _invocation = new() { AwsRequestId = "8476a536-e9f4-11e8-9739-2dfe598c3fcd", Deadline = DateTimeOffset.MaxValue };

    public string Name => "ours";

    public ReadOnlyMemory<byte> Answer(ReadOnlyMemory<byte> lambdaEvent)
    {
        _answer.ResetWrittenCount();
        var task = _app.InvokeAsync(lambdaEvent, _invocation, _answer);
        if (task.IsCompletedSuccessfully)
        {
            task.GetAwaiter().GetResult();
        }
        else
        {
            task.AsTask().GetAwaiter().GetResult();
        }

        return _answer.WrittenMemory;
    }

    public void Dispose() => _invocation.Dispose();
}
