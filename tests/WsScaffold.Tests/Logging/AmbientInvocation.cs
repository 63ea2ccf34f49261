namespace WsScaffold.Tests.Logging;

/// <summary>The tests that serve invocations or log: the invocation that log lines belong to is one for the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AmbientInvocation
{
    public const string Name = "Ambient invocation";
}
