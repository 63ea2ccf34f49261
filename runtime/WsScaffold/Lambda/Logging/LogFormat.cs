namespace WsScaffold.Lambda.Logging;

/// <summary>The format of log lines.</summary>
internal enum LogFormat
{
    /// <summary>Readable text for a terminal.</summary>
    Console,

    /// <summary>Lambda's plain text: time, request id, level and message between tabs.</summary>
    Text,

    /// <summary>One JSON object per line.</summary>
    Json,
}
