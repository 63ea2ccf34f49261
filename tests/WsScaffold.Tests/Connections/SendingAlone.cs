namespace WsScaffold.Tests.Connections;

/// <summary>
/// Tests of sendings that no invocation is behind: they run when no other test serves one, since its deadline would hold for them.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SendingAlone
{
    public const string Name = "Sending alone";
}
