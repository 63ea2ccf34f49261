using System.Buffers;

namespace WsScaffold.Lambda;

/// <summary>Handles invocations. The app implements it; the runtime loop and the local gateway call it.</summary>
internal interface ILambdaFunction
{
    /// <summary>
    /// Handles one event and writes the function's response. An exception means that the invocation failed; it is already logged.
    /// </summary>
    /// <param name="lambdaEvent">The event. The memory must not change until the task completes.</param>
    ValueTask InvokeAsync(ReadOnlyMemory<byte> lambdaEvent, LambdaInvocation invocation, IBufferWriter<byte> response);
}
