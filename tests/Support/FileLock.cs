namespace WsScaffold.Tests.Support;

/// <summary>A lock between the processes of a test run: held until it is disposed of, or the process ends.</summary>
internal static class FileLock
{
    private static readonly string _folder = Repository.PathOf("artifacts", "tests");

    /// <summary>Waits until no other process, and no other test, has the lock.</summary>
    public static async Task<FileStream> TakeAsync(string name)
    {
        Directory.CreateDirectory(_folder);
        while (true)
        {
            try
            {
                return new FileStream(
                    Path.Combine(_folder, $"{name}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromSeconds(0.2), TestContext.Current.CancellationToken);
            }
        }
    }
}
