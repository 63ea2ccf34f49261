namespace WsScaffold.Testing;

/// <summary>A test received something other than it expected, or nothing.</summary>
public sealed class ConversationException : Exception
{
    internal ConversationException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
