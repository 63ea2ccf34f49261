namespace WsScaffold.Cdk.Bundling;

/// <summary>A temporary folder, deleted with its content on disposal.</summary>
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
            // A container wrote files as another user. The operating system cleans up its temporary folder.
        }
    }
}
