using System.Runtime.InteropServices;

namespace WsScaffold.Templates.Tests.Support;

/// <summary>One combination of the options of <c>dotnet new wsapi</c>.</summary>
public sealed record Variant(string Content = "chat", string Store = "memory", string Auth = "none", string Arch = "x64", bool Infra = true, bool Tests = true, string Ci = "none")
{
    /// <summary>Every combination is allowed; the whole matrix is tested when <c>WSSCAFFOLD_TEMPLATE_MATRIX</c> is <c>all</c>.</summary>
    public static bool WholeMatrix => Environment.GetEnvironmentVariable("WSSCAFFOLD_TEMPLATE_MATRIX") == "all";

    /// <summary>Those that together have each value of each option, for the architecture of this machine.</summary>
    public static IEnumerable<Variant> Sample =>
    [
        new(Content: "chat", Store: "dynamodb", Ci: "github", Arch: ThisArch),
        new(Content: "empty", Auth: "iam", Arch: ThisArch),
    ];

    public static IEnumerable<Variant> All =>
        from content in new[] { "chat", "empty" }
        from store in new[] { "memory", "dynamodb" }
        from auth in new[] { "none", "iam" }
        from infra in new[] { true, false }
        where infra || auth == "none"
        from tests in new[] { true, false }
        from ci in new[] { "none", "github" }
        select new Variant(content, store, auth, ThisArch, infra, tests, ci);

    public static string ThisArch => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";

    public string[] Options =>
    [
        "--content", Content, "--store", Store, "--auth", Auth, "--arch", Arch,
        "--infra", Infra ? "true" : "false", "--tests", Tests ? "true" : "false", "--ci", Ci,
    ];

    public override string ToString() => string.Join(' ', Options);
}
