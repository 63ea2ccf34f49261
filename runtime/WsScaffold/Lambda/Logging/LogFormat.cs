namespace WsScaffold.Lambda.Logging;

/// <summary>How a log line looks.</summary>
internal enum LogFormat
{
    /// <summary>For a person at a terminal.</summary>
    Console,

    /// <summary>Lambda's plain text: time, request id, level and message between tabs.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
