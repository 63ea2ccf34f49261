namespace WsScaffold.Cdk.Bundling;

/// <summary>A folder that is gone when it is no longer needed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("wsscaffold-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What a container wrote as another user, the system's own cleaning takes.
        }
    }
}
