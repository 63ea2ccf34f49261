using System.Runtime.InteropServices;

namespace WsScaffold.Templates.Tests.Support;

/// <summary>One combination of the options of <c>dotnet new wsapi</c>.</summary>
public sealed record Variant(
    string Content = "chat",
    string Store = "dynamodb",
    string Auth = "none",
    string Arch = "x64",
    bool Infra = true,
    bool Tests = true,
    string Ci = "none"
)
{
    private static readonly string[] _contents = ["chat", "empty"];
    private static readonly string[] _stores = ["memory", "dynamodb"];
    private static readonly string[] _auths = ["none", "lambda", "iam"];
    private static readonly bool[] _both = [true, false];

    /// <summary>Every combination is allowed; all are tested when <c>WSSCAFFOLD_TEMPLATE_MATRIX</c> is <c>all</c>.</summary>
    public static bool WholeMatrix => Environment.GetEnvironmentVariable("WSSCAFFOLD_TEMPLATE_MATRIX") == "all";

    /// <summary>Those that together have each value of each option, for the architecture of this machine.</summary>
    public static IEnumerable<Variant> Sample =>
    [
        new(Content: "chat", Store: "dynamodb", Auth: "lambda", Ci: "github", Arch: ThisArch),
        new(Content: "empty", Store: "memory", Auth: "iam", Arch: ThisArch),
    ];

    /// <summary>All but <see cref="Ci"/>, which adds a file and changes none.</summary>
    public static IEnumerable<Variant> All =>
        from content in _contents
        from store in _stores
        from infra in _both
        from auth in _auths
        from tests in _both
        select new Variant(content, store, auth, ThisArch, infra, tests);

    public static string ThisArch => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";

    public string[] Options =>
    [
        "--content", Content, "--store", Store, "--auth", Auth, "--arch", Arch,
        "--infra", Infra ? "true" : "false", "--tests", Tests ? "true" : "false", "--ci", Ci,
    ];

    public override string ToString() => string.Join(' ', Options);
}
