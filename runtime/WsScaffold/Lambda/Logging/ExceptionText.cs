namespace WsScaffold.Lambda.Logging;

/// <summary>What an exception says. It is the user's code, too, and what it throws when it is asked must not fail who reports it.</summary>
internal static class ExceptionText
{
    public static string Message(Exception exception) => Ask(exception, static exception => exception.Message);

    public static string StackTrace(Exception exception) => Ask(exception, static exception => exception.StackTrace);

    /// <summary>Type, message and stack trace, and those of inner exceptions.</summary>
    public static string Whole(Exception exception) => Ask(exception, static exception => exception.ToString());

    private static string Ask(Exception exception, Func<Exception, string?> question)
    {
        try
        {
            return question(exception) ?? "";
        }
        catch (Exception failure)
        {
            return $"{exception.GetType()}, which threw {failure.GetType()} when it was asked what it says.";
        }
    }
}
