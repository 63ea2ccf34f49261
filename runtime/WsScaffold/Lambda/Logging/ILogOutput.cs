namespace WsScaffold.Lambda.Logging;

/// <summary>The destination of log lines.</summary>
internal interface ILogOutput
{
    /// <summary>Writes a line with its line feed in one piece. Callable from any thread; never throws.</summary>
    void Write(ReadOnlySpan<byte> line);
}
