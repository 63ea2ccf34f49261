namespace WsScaffold.Lambda.Logging;

/// <summary>
/// Reads the text of an exception. The exception can be user code and may throw from these members; that must not fail the log or
/// the error report.
/// </summary>
internal static class ExceptionText
{
    public static string Message(Exception exception) => Ask(exception, static exception => exception.Message);

    public static string StackTrace(Exception exception) => Ask(exception, static exception => exception.StackTrace);

    /// <summary>Type, message and stack trace, including inner exceptions.</summary>
    public static string Whole(Exception exception) => Ask(exception, static exception => exception.ToString());

    private static string Ask(Exception exception, Func<Exception, string?> question)
    {
        try
        {
            return question(exception) ?? "";
        }
        catch (Exception failure)
        {
            return $"{exception.GetType()}, whose text is unavailable: reading it threw {failure.GetType()}.";
        }
    }
}
