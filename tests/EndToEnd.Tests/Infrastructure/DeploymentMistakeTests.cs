using System.Text.RegularExpressions;
using WsScaffold.EndToEnd.Support;

namespace WsScaffold.EndToEnd.Infrastructure;

/// <summary><c>dotnet build</c> of a project that can't deploy anything: one error, where it names the routes.</summary>
[Collection(ShopProjects.Turns)]
public sealed partial class DeploymentMistakeTests(ShopProjects shop)
{
    private const string Api = "[WsScaffold.WebSocketApi] public sealed partial class ShopApi";
    private const string Reference = """<ProjectReference Include="../Shop.Api/Shop.Api.csproj" Private="false" />""";

    [Fact]
    public async Task Each_mistake_is_one_error_that_says_what_to_do()
    {
        await shop.WriteAsync();
        await shop.WriteAsync("Shop.Api/ShopApi.cs", $"namespace Shop; {Api};");
        Assert.Equal(
            [
                "WSS0805: 'Shop.ShopApi' of 'Shop.Api' has no routes to deploy. Tag one of its methods, for example with "
                    + "[WebSocketRoute(\"sendMessage\")] or [DefaultRoute].",
            ],
            await BuildAsync()
        );

        await shop.WriteAsync(
            "Shop.Api/ShopApi.cs",
            $"namespace Shop; {Api} {{ [WsScaffold.DefaultRoute] public static string Echo(string body) => body; }}"
        );
        await shop.WriteAsync("Other.Api/Other.Api.csproj", await shop.ReadAsync("Shop.Api/Shop.Api.csproj"));
        await shop.WriteAsync("Other.Api/ShopApi.cs", await shop.ReadAsync("Shop.Api/ShopApi.cs"));
        await shop.WriteAsync("Other.Api/Program.cs", "System.Console.WriteLine();");
        await shop.ReplaceAsync(
            "Shop.Infra/Shop.Infra.csproj",
            Reference,
            Reference + Reference.Replace("Shop.Api", "Other.Api", StringComparison.Ordinal)
        );
        Assert.Equal(
            [
                "WSS0803: 'Other.Api' and 'Shop.Api' both have an API named 'Shop.ShopApi'. Rename one of the classes, or deploy them "
                    + "from two projects.",
            ],
            await BuildAsync()
        );

        await shop.ReplaceAsync(
            "Shop.Infra/Shop.Infra.csproj",
            Reference + Reference.Replace("Shop.Api", "Other.Api", StringComparison.Ordinal),
            Reference
        );
        await shop.ReplaceAsync("Shop.Api/Shop.Api.csproj", "<PackageReference ", "<PackageReference ExcludeAssets=\"analyzers\" ");
        await shop.WriteAsync("Shop.Api/Program.cs", "System.Console.WriteLine();");
        await shop.WriteAsync("Shop.Api/ShopApi.cs", """[assembly: WsScaffold.Generated.WebSocketApiFacts("Shop", "ShopApi", "9.0.0")]""");
        Assert.Equal(
            [
                $"WSS0804: 'Shop.Api' was built with WsScaffold 9.0.0, but this project uses WsScaffold.Cdk "
                    + $"{PackageFeed.Version.Split('-')[0]}. Use the same version of both packages and build again.",
            ],
            await BuildAsync()
        );

        await shop.ReplaceAsync("Shop.Infra/Shop.Infra.csproj", Reference, "");
        Assert.Equal(
            [
                "WSS0806: There are no routes to deploy: this project references no project with an API. Reference the project whose "
                    + "class is tagged [WebSocketApi].",
            ],
            await BuildAsync()
        );
    }

    // Program.cs(5,89): error WSS0805: what it says (https://…) [/tmp/…/Shop.Infra.csproj]
    [GeneratedRegex(@"^(?<file>.*?)\(\d+,\d+\): error (?<message>.*) \[[^\[\]]*\]\r?$", RegexOptions.Multiline)]
    private static partial Regex Error();

    private async Task<string[]> BuildAsync()
    {
        var (exitCode, printed) = await shop.RunAsync(new Dictionary<string, string?>(), "build", "--nologo", "-tl:off", "-clp:NoSummary");
        Assert.Equal(1, exitCode);
        var errors = Error().Matches(printed);
        Assert.All(errors, static error => Assert.EndsWith("Program.cs", error.Groups["file"].Value, StringComparison.Ordinal));
        return [.. errors.Select(static error => error.Groups["message"].Value.Split(" (https://")[0]).Distinct()];
    }
}
