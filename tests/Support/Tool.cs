namespace WsScaffold.Tests.Support;

/// <summary>A program that some tests need beside the .NET SDK. Where it is missing they skip, and say how to install it.</summary>
internal sealed class Tool
{
    // Directory.Solution.targets counts the lines at the end of `dotnet test WsScaffold.sln`: one for each skipped test.
    private static readonly string _skipped =
        Path.Combine(Repository.Root, "artifacts", "skipped", $"{typeof(Tool).Assembly.GetName().Name}.txt");

    private static readonly Lock _writing = new();

    private readonly Func<bool> _isInstalled;

    private Tool(string name, string install, Func<bool> isInstalled)
    {
        Name = name;
        Install = install;
        _isInstalled = isInstalled;
    }

    /// <summary>NativeAOT links with the compiler of the system.</summary>
    public static Tool Linker { get; } = new(
        "a linker",
        OperatingSystem.IsMacOS() ? "xcode-select --install" : "sudo apt-get install -y clang zlib1g-dev",
        static () => IsOnPath("clang") || IsOnPath("gcc"));

    public static Tool NodeJs { get; } = new(
        "Node.js",
        OperatingSystem.IsWindows() ? "winget install OpenJS.NodeJS.LTS"
            : OperatingSystem.IsMacOS() ? "brew install node"
            : "sudo apt-get install -y nodejs npm",
        static () => IsOnPath("node") && IsOnPath("npm"));

    /// <summary>The linter of CloudFormation: https://github.com/aws-cloudformation/cfn-lint.</summary>
    public static Tool CfnLint { get; } = new("cfn-lint", "pip install cfn-lint", static () => IsOnPath("cfn-lint"));

    public string Name { get; }

    /// <summary>The command that installs it.</summary>
    public string Install { get; }

    public bool IsInstalled => _isInstalled();

    /// <summary>Skips the test where this is not installed.</summary>
    public void Require()
    {
        if (IsInstalled)
        {
            return;
        }

        lock (_writing)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_skipped)!);
            File.AppendAllText(_skipped, $"{Name}. To install it: {Install}\n");
        }

        Assert.Skip($"This test needs {Name}. To install it: {Install}");
    }

    private static bool IsOnPath(string program)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => endings.Any(ending => File.Exists(Path.Combine(folder, program + ending))));
    }
}
