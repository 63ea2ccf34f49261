namespace WsScaffold.Gateway.Tests.Support;

/// <summary>How long a test waits for what must come; only a broken test ever waits that long.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static CancellationToken Token => new CancellationTokenSource(Limit).Token;
}
