namespace WsScaffold.Testing;

/// <summary>A conversation went another way than the test says.</summary>
public sealed class ConversationException : Exception
{
    internal ConversationException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
