using WsScaffold.Templates.Tests.Support;

namespace WsScaffold.Templates.Tests;

/// <summary>What a newcomer tries first, in a solution fresh from the template.</summary>
public sealed class FirstEditTests(Packages packages)
{
    [Fact]
    public async Task A_renamed_route_a_new_field_another_answer_and_one_more_route_do_what_the_README_says()
    {
        var solution = await packages.ScaffoldAsync("Shop", "--content", "empty", "--store", "memory", "--infra", "false");
        var api = Path.Combine(solution, "src", "Shop.Api");
        await packages.SucceedAsync(api, "restore");
        var code = File.ReadAllText(Path.Combine(api, "ShopApi.cs"));
        // The route is renamed, its message has one more field, and its answer another form.
        code = code
            .Replace("[WebSocketRoute(\"hello\")]", "[WebSocketRoute(\"greet\")]", StringComparison.Ordinal)
            .Replace("record Hello(string Name)", "record Hello(string Name, int Times)", StringComparison.Ordinal)
            .Replace(
                "$\"Hello, {request.Name}!\"",
                "string.Concat(Enumerable.Repeat($\"Hello, {request.Name}! \", request.Times)).Trim()",
                StringComparison.Ordinal
            )
            .Replace("record Greeting(string Text)", "record Greeting(string Text, int Length = 7)", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(api, "ShopApi.cs"), code);
        File.Delete(Path.Combine(solution, "tests", "Shop.Tests", "ShopApiTests.cs"));
        // The README's own route, word for word, and one of the item template.
        var (handler, types) = RouteOfReadme(solution);
        File.WriteAllText(Path.Combine(api, "Adding.cs"), $$"""
            using WsScaffold;

            namespace Shop;

            public sealed class Adding
            {
            {{handler}}
            }

            {{types}}
            """);
        await packages.SucceedNewAsync(api, "wsroute", "-n", "SendInvoice", "--route", "sendInvoice");

        var tested = await packages.SucceedAsync(solution, "test", Packages.AllowLaterVersions);
        Assert.Contains("Passed:     1", tested, StringComparison.Ordinal);

        using var running = await RunningApi.StartAsync(
            packages.StartInfo(solution, "run", "--no-build", "--project", api, "--", "--port", "0")
        );
        Assert.Equal(
            """{"type":"greet","data":{"text":"Hello, Ann! Hello, Ann!","length":7}}""",
            await running.AskAsync("""{"action":"greet","name":"Ann","times":2}""")
        );
        Assert.Contains(
            "\"path\":\"$.times\",\"message\":\"is required\"",
            await running.AskAsync("""{"action":"greet","name":"Ann"}"""),
            StringComparison.Ordinal
        );
        Assert.Equal("""{"type":"add","data":{"value":3}}""", await running.AskAsync("""{"action":"add","left":1,"right":2}"""));
        Assert.Equal(
            """{"type":"sendInvoice","data":{"text":"hello"}}""",
            await running.AskAsync("""{"action":"sendInvoice","text":"hello"}""")
        );
        Assert.StartsWith(
            """{"message": "Forbidden",""",
            await running.AskAsync("""{"action":"hello","name":"Ann"}"""),
            StringComparison.Ordinal
        );
    }

    private static (string Handler, string Types) RouteOfReadme(string solution)
    {
        var readme = File.ReadAllText(Path.Combine(solution, "README.md")).ReplaceLineEndings("\n");
        var code = readme.Split("```csharp\n")[1].Split("\n```")[0];
        var end = code.IndexOf("\n\n", StringComparison.Ordinal);
        return (code[..end], code[end..]);
    }
}
