using WsScaffold.Templates.Tests.Support;

namespace WsScaffold.Templates.Tests;

/// <summary>What <c>dotnet new wsroute</c> makes of names that are no names of classes.</summary>
public sealed class RouteNameTests(Packages packages)
{
    [Fact]
    public async Task Routes_of_any_name_build_and_pass_their_tests()
    {
        var solution = await packages.ScaffoldAsync("Shop", "--content", "empty", "--infra", "false");
        var api = Path.Combine(solution, "src", "Shop.Api");
        await packages.SucceedAsync(solution, "restore", Packages.AllowLaterVersions);
        string[] names = ["chat.join", "class", "ping", "send-message", "2 fast", "42"];
        foreach (var name in names)
        {
            await packages.SucceedNewAsync(api, "wsroute", "-n", name, "--route", name);
        }

        Assert.All(
            ["ChatJoin", "Class", "Ping", "SendMessage", "Fast", "Route"],
            name => Assert.True(File.Exists(Path.Combine(api, $"{name}.cs")), name)
        );
        await packages.BuildAsync(solution);
        
        // The solution has two of its own.
        Assert.Contains(
            $"Passed:     {names.Length + 2},",
            await packages.SucceedAsync(solution, "test", "--no-build"),
            StringComparison.Ordinal
        );

        // A key that has to be escaped.
        await packages.SucceedNewAsync(api, "wsroute", "-n", "Odd", "--route", """a"b\c""", "--test", "false");
        Assert.Contains(
            """[WebSocketRoute("a\"b\\c")]""",
            await File.ReadAllTextAsync(Path.Combine(api, "Odd.cs"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }
}
