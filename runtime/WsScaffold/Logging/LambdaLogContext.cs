namespace WsScaffold.Logging;

/// <summary>
/// The invocation that is being served, for log lines. With one invocation at a time it is a field, which costs nothing and
/// holds on every thread; with several it flows with the execution context.
/// </summary>
internal static class LambdaLogContext
{
    private static readonly AsyncLocal<LambdaInvocation?> s_flowing = new();
    private static volatile LambdaInvocation? s_only;

    public static LambdaInvocation? Current => s_only ?? s_flowing.Value;

    /// <param name="isOnly">Whether the process serves one invocation at a time.</param>
    public static void Enter(LambdaInvocation invocation, bool isOnly)
    {
        if (isOnly)
        {
            s_only = invocation;
        }
        else
        {
            s_flowing.Value = invocation;
        }
    }

    public static void Leave(bool isOnly)
    {
        if (isOnly)
        {
            s_only = null;
        }
        else
        {
            s_flowing.Value = null;
        }
    }
}
