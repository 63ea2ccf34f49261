namespace WsScaffold.Gateway.Tests.Support;

/// <summary>The time limit of waits in tests. A wait only takes this long if the test fails.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static CancellationToken Token => new CancellationTokenSource(Limit).Token;
}
