namespace WsScaffold.Events;

/// <summary>The event is not an API Gateway WebSocket event.</summary>
internal sealed class InvalidEventException(string message, Exception? innerException = null)
    : FormatException(message, innerException);
