using System.Buffers;

namespace WsScaffold.Lambda;

/// <summary>What answers an invocation: the runtime loop and the local gateway call it, the app implements it.</summary>
internal interface ILambdaFunction
{
    /// <summary>
    /// Handles one event and writes Lambda's answer. An exception is the invocation's failure, already logged.
    /// </summary>
    /// <param name="lambdaEvent">The event; must stay untouched until the task completes.</param>
    ValueTask InvokeAsync(ReadOnlyMemory<byte> lambdaEvent, LambdaInvocation invocation, IBufferWriter<byte> response);
}
