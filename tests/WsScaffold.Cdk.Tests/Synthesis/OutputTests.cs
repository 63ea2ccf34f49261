using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>The outputs that <c>cdk deploy</c> prints: the URL, and a command to try the API.</summary>
[NeedsNodeJs]
public sealed class OutputTests
{
    private const string Url = "wss://${ApiCD79AAA0}.execute-api.${AWS::Region}.${AWS::URLSuffix}/production";

    [Fact]
    public void The_URL_and_a_command_are_printed() => Assert.Equal(
        [$"A command to try the API: npx wscat -c {Url}", $"The URL that clients connect to: {Url}"], Of(Options.None.Synthesis));

    [Fact]
    public void The_command_has_placeholders_for_identity_sources_and_the_API_key()
    {
        var synthesis = TestStack.Of(new()
        {
            Api = new()
            {
                Name = "ChatApi",
                RouteSelectionExpression = "$request.body.action",
                Routes = Definitions.Chat.Routes,
                Authorizer = new("ChatApi.Authorize")
                {
                    IdentitySources =
                    [
                        "route.request.querystring.token", "route.request.header.X-Tenant", "route.request.querystring.room",
                    ],
                },
            },
            Code = TestStack.SomeCode(),
            ApiKeyRequired = true,
        });

        const string Command =
            $"""npx wscat -c "{Url}?token=<token>&room=<room>" -H "X-Tenant: <X-Tenant>" -H "x-api-key: <x-api-key>" """;
        Assert.Contains($"A command to try the API: {Command.TrimEnd()}", Of(synthesis));
        Assert.Contains("The ID of the API key: ${ApiApiKey4AC6F178}", Of(synthesis));
    }

    [Fact]
    public void The_description_says_that_the_handshake_must_be_signed() => Assert.Contains(
        $"A command to try the API, once its handshake is signed: npx wscat -c {Url}", Of(Options.All["IamAuthorization"].Synthesis));

    [Fact]
    public void The_URL_has_the_domain_and_the_target_of_its_record_is_printed_without_a_zone()
    {
        Assert.Equal(
            [
                "A command to try the API: npx wscat -c wss://chat.example.com",
                "The URL that clients connect to: wss://chat.example.com",
                "The target of the CNAME record of chat.example.com: ${ApiDomain95042711.RegionalDomainName}",
            ],
            Of(Options.All["Domain"].Synthesis));
        Assert.Equal(
            [
                "A command to try the API: npx wscat -c wss://chat.example.com",
                "The URL that clients connect to: wss://chat.example.com",
            ],
            Of(Options.All["Domain.HostedZone"].Synthesis));
    }

    private static IEnumerable<string> Of(TestStack synthesis) => synthesis.Json["Outputs"]!.AsObject()
        .Select(output => $"{output.Value!["Description"]}: {TemplateText.Of(output.Value["Value"]!)}").Order(StringComparer.Ordinal);
}
