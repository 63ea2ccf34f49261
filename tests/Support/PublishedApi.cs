namespace WsScaffold.Tests.Support;

/// <summary>A NativeAOT binary, the output of the publish, and the compiler's list of what the binary contains.</summary>
public sealed record PublishedApi(string Binary, string Output, string Map)
{
    public string Folder => Path.GetDirectoryName(Binary)!;
}
