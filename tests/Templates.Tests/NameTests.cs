using System.Text.Json;
using System.Text.RegularExpressions;
using WsScaffold.Templates.Tests.Support;

namespace WsScaffold.Templates.Tests;

/// <summary>Whatever somebody calls a project.</summary>
public sealed class NameTests(Packages packages)
{
    public static TheoryData<string, string, string, string> Names => new()
    {
        // Name, namespace, API class, stack.
        { "Chat", "Chat", "ChatApi", "chat" },
        { "My.Chat-App", "My.Chat_App", "ChatAppApi", "my-chat-app" },
        { "123 chat", "_123_chat", "ChatApi", "chat" },
        { "chat_api", "chat_api", "ChatApiApi", "chat-api" },
        { "my-chat-app", "my_chat_app", "MyChatAppApi", "my-chat-app" },
        { "MyHTTPChat", "MyHTTPChat", "MyHTTPChatApi", "myhttpchat" },
        { "Chät", "Chät", "ChätApi", "ch-t" },
        { "ns.int.X", "ns.@int.X", "XApi", "ns-int-x" },
        { "A" + new string('b', 59), "A" + new string('b', 59), "A" + new string('b', 59) + "Api", "a" + new string('b', 59) },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_gives_valid_files_a_namespace_a_class_and_a_stack(string name, string @namespace, string api, string stack)
    {
        var solution = await packages.ScaffoldAsync(name, "--ci", "github");

        string[] expected =
            [
                ".editorconfig", ".github/workflows/ci.yml", ".gitignore", ".vscode/launch.json", ".vscode/tasks.json",
                "Directory.Build.props", "Directory.Packages.props", "README.md", "cdk.json", "global.json", $"{name}.slnx",
                $"src/{name}.Api/Messages.cs", $"src/{name}.Api/Program.cs", $"src/{name}.Api/Properties/launchSettings.json",
                $"src/{name}.Api/{api}.cs", $"src/{name}.Api/{name}.Api.csproj",
                $"src/{name}.Infra/Program.cs", $"src/{name}.Infra/{api[..^3]}Stack.cs", $"src/{name}.Infra/{name}.Infra.csproj",
                $"tests/{name}.Tests/{api}Tests.cs", $"tests/{name}.Tests/{name}.Tests.csproj",
            ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Tree.FilesOf(solution));
        Assert.Contains($"namespace {@namespace};", Read(solution, $"src/{name}.Api/{api}.cs"), StringComparison.Ordinal);
        Assert.Contains($"partial class {api}(", Read(solution, $"src/{name}.Api/{api}.cs"), StringComparison.Ordinal);
        Assert.Contains($"(app, \"{stack}\")", Read(solution, $"src/{name}.Infra/Program.cs"), StringComparison.Ordinal);
        foreach (var file in Tree.FilesOf(solution))
        {
            var text = Read(solution, file);
            Assert.DoesNotMatch("Ws-App|WsApp|WsSpace|ws-app|LAMBDA_ARCH|wsscaffold\"|#if|#else|#endif", Shown(file, text));
            if (file.EndsWith(".json", StringComparison.Ordinal))
            {
                using var valid = JsonDocument.Parse(text);
            }
        }
    }

    public static TheoryData<string> NamesToBuild =>
        Variant.WholeMatrix ? [.. Names.Select(static row => row.Data.Item1)] : ["123 chat", "ns.int.X", "Chät"];

    [Theory]
    [MemberData(nameof(NamesToBuild))]
    public async Task A_name_builds(string name) => await packages.BuildAsync(await packages.ScaffoldAsync(name));

    // Program.cs keeps its own #if DEBUG.
    private static string Shown(string file, string text) =>
        file.EndsWith("Api/Program.cs", StringComparison.Ordinal) ? Regex.Replace(text, "#if DEBUG|#endif", "") : text;

    private static string Read(string solution, string file) => File.ReadAllText(Path.Combine(solution, file));
}
