using System.Runtime.InteropServices;

namespace WsScaffold.Templates.Tests.Support;

/// <summary>One combination of the options of <c>dotnet new wsapi</c>.</summary>
public sealed record Variant(string Content = "chat", string Store = "memory", string Auth = "none", string Arch = "x64", bool Infra = true, bool Tests = true, string Ci = "none")
{
    private static readonly string[] s_contents = ["chat", "empty"];
    private static readonly string[] s_stores = ["memory", "dynamodb"];
    private static readonly string[] s_auths = ["none", "iam"];
    private static readonly string[] s_cis = ["none", "github"];
    private static readonly bool[] s_both = [true, false];

    /// <summary>Every combination is allowed; the whole matrix is tested when <c>WSSCAFFOLD_TEMPLATE_MATRIX</c> is <c>all</c>.</summary>
    public static bool WholeMatrix => Environment.GetEnvironmentVariable("WSSCAFFOLD_TEMPLATE_MATRIX") == "all";

    /// <summary>Those that together have each value of each option, for the architecture of this machine.</summary>
    public static IEnumerable<Variant> Sample =>
    [
        new(Content: "chat", Store: "dynamodb", Ci: "github", Arch: ThisArch),
        new(Content: "empty", Auth: "iam", Arch: ThisArch),
    ];

    public static IEnumerable<Variant> All =>
        from content in s_contents
        from store in s_stores
        from infra in s_both
        from auth in infra ? s_auths : ["none"]
        from tests in s_both
        from ci in s_cis
        select new Variant(content, store, auth, ThisArch, infra, tests, ci);

    public static string ThisArch => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";

    public string[] Options =>
    [
        "--content", Content, "--store", Store, "--auth", Auth, "--arch", Arch,
        "--infra", Infra ? "true" : "false", "--tests", Tests ? "true" : "false", "--ci", Ci,
    ];

    public override string ToString() => string.Join(' ', Options);
}
