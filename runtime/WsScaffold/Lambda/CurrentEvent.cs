using WsScaffold.Lambda.Logging;

namespace WsScaffold.Lambda;

/// <summary>The event that the flow of execution is about, for those that are not handed it.</summary>
internal sealed record CurrentEvent(string ConnectionId, LambdaInvocation Invocation)
{
    private static readonly AsyncLocal<CurrentEvent?> _value = new();

    /// <summary>Set only in an API with a store, which pays for it.</summary>
    public static CurrentEvent? Value
    {
        get => _value.Value;
        set => _value.Value = value;
    }

    /// <summary>The invocation whose deadline holds; in Lambda also without a store.</summary>
    public static LambdaInvocation? CurrentInvocation => Value is { Invocation: { IsOver: false } invocation } ? invocation : LambdaLogContext.Current;
}
