namespace WsScaffold.Templates.Tests.Support;

/// <summary>
/// One compiler for all builds of a test run, so that not each starts one of its own and warms it up. It has a name that
/// nobody else uses: the first build starts it, and it ends with the tests.
/// </summary>
internal sealed class CompilerServer
{
    private readonly string _name = $"wsscaffold-{Guid.NewGuid():N}";

    /// <summary>What a build needs to find it.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Environment =>
        [new("UseSharedCompilation", "true"), new("SharedCompilationId", _name)];

    public async Task EndAsync()
    {
        var server = Path.Combine(Repository.Fact("Compiler"), "bincore", "VBCSCompiler.dll");
        await Command.DotnetAsync(Path.GetTempPath(), null, server, $"-pipename:{_name}", "-shutdown");
    }
}
