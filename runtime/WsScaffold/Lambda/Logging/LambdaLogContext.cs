namespace WsScaffold.Lambda.Logging;

/// <summary>
/// The current invocation, for log lines. With one invocation at a time it is a field, which costs nothing and is visible on
/// every thread; with several it flows with the execution context.
/// </summary>
internal static class LambdaLogContext
{
    private static readonly AsyncLocal<LambdaInvocation?> _flowing = new();
    private static volatile LambdaInvocation? _only;

    public static LambdaInvocation? Current => _only ?? _flowing.Value;

    /// <param name="isOnly">Whether the process handles one invocation at a time.</param>
    public static void Enter(LambdaInvocation invocation, bool isOnly)
    {
        if (isOnly)
        {
            _only = invocation;
        }
        else
        {
            _flowing.Value = invocation;
        }
    }

    public static void Leave(bool isOnly)
    {
        if (isOnly)
        {
            _only = null;
        }
        else
        {
            _flowing.Value = null;
        }
    }
}
