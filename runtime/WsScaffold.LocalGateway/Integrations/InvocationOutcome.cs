namespace WsScaffold.Gateway.Integrations;

/// <summary>The outcomes of an invocation that lead to different responses to the client.</summary>
internal enum InvocationOutcome
{
    Responded,

    /// <summary>The function failed, or its response is malformed.</summary>
    Failed,

    /// <summary>The function did not respond in time. It continues to run.</summary>
    TimedOut,
}
