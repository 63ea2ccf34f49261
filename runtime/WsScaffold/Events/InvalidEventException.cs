namespace WsScaffold.Events;

/// <summary>The function was invoked with something that is not an API Gateway WebSocket event.</summary>
internal sealed class InvalidEventException(string message, Exception? innerException = null)
    : FormatException(message, innerException);
