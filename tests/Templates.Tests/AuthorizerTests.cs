using WsScaffold.Templates.Tests.Support;

namespace WsScaffold.Templates.Tests;

/// <summary>What comes of <c>--auth lambda</c> when people go on with it.</summary>
public sealed class AuthorizerTests(Packages packages)
{
    [Fact]
    public async Task One_more_route_is_tested_with_a_token_and_the_READMEs_JWTs_take_the_place_of_tokens()
    {
        var solution = await packages.ScaffoldAsync(
            "Shop",
            "--content",
            "empty",
            "--auth",
            "lambda",
            "--store",
            "memory",
            "--infra",
            "false"
        );
        var api = Path.Combine(solution, "src", "Shop.Api");
        await packages.SucceedAsync(api, "restore");

        await packages.SucceedNewAsync(api, "wsroute", "-n", "SendInvoice", "--route", "sendInvoice");

        Assert.Contains(
            "Passed:     9",
            await packages.SucceedAsync(solution, "test", Packages.AllowLaterVersions),
            StringComparison.Ordinal
        );

        TakeJwts(solution, api);
        await packages.BuildAsync(api);
    }

    private static void TakeJwts(string solution, string api)
    {
        var readme = File.ReadAllText(Path.Combine(solution, "README.md")).ReplaceLineEndings("\n").Split("```csharp\n");
        var (registration, authorizer) = (readme[1].Split("\n```")[0], readme[2].Split("\n```")[0]);
        File.Delete(Path.Combine(api, "AccessTokens.cs"));
        File.Delete(Path.Combine(api, "TokenAuthorizer.cs"));
        File.WriteAllText(Path.Combine(api, "JwtAuthorizer.cs"), $"""
            global using Microsoft.IdentityModel.Tokens;
            using Microsoft.IdentityModel.JsonWebTokens;
            using WsScaffold;

            namespace Shop;

            {authorizer}
            """);
        Replace(Path.Combine(api, "ShopApi.cs"), """
            =>
                    builder.Services.AddSingleton(_ => new AccessTokens(Environment.GetEnvironmentVariable("ACCESS_TOKENS")));
            """, $$"""
            {
            {{registration}}
            }
            """
        );
        Replace(
            Path.Combine(api, "Shop.Api.csproj"),
            "<PackageReference Include=\"WsScaffold\" />",
            "<PackageReference Include=\"WsScaffold\" /><PackageReference Include=\"Microsoft.IdentityModel.JsonWebTokens\" />"
        );
        Replace(
            Path.Combine(solution, "Directory.Packages.props"),
            "<PackageVersion Include=\"WsScaffold\"",
            "<PackageVersion Include=\"Microsoft.IdentityModel.JsonWebTokens\" Version=\"8.23.0\" /><PackageVersion Include=\"WsScaffold\""
        );
    }

    private static void Replace(string file, string old, string @new)
    {
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(old, @new, StringComparison.Ordinal));
    }
}
