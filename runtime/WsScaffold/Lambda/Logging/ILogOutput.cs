namespace WsScaffold.Lambda.Logging;

/// <summary>Where log lines go.</summary>
internal interface ILogOutput
{
    /// <summary>Writes a line, its line feed included, in one piece. For any thread; does not throw.</summary>
    void Write(ReadOnlySpan<byte> line);
}
