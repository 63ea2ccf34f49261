namespace WsScaffold.Events;

/// <summary>
/// The invocation that the running code belongs to, for code that is not passed the invocation: logs, sends and transports. With
/// one invocation at a time it is a field, which costs nothing and is visible on every thread. It flows with the execution context
/// where several run at once, and where work that outlives its invocation must not be taken for part of the next one.
/// </summary>
internal static class InvocationContext
{
    private static readonly AsyncLocal<LambdaInvocation?> _flowing = new();
    private static volatile LambdaInvocation? _only;

    /// <summary>The invocation in progress; only if there is none, the ended invocation that started this code.</summary>
    public static LambdaInvocation? Current => _flowing.Value is { IsOver: false } flowing ? flowing : _only ?? _flowing.Value;

    /// <summary>The invocation that started this code, which may have ended.</summary>
    public static LambdaInvocation? Origin => _flowing.Value ?? _only;

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

    /// <summary>Lets the invocation flow with the execution context from here on.</summary>
    public static void Flow(LambdaInvocation invocation) => _flowing.Value = invocation;

    /// <inheritdoc cref="Enter"/>
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
