using WsScaffold.Cdk.Tests.Support;
using WsScaffold.Tests.Support;

namespace WsScaffold.Cdk.Tests.Synthesis;

/// <summary>What <c>cdk deploy</c> prints: where clients connect, and the line to try it with.</summary>
public sealed class OutputTests
{
    private const string Url = "wss://${ApiCD79AAA0}.execute-api.${AWS::Region}.${AWS::URLSuffix}/production";

    [Fact]
    public void The_URL_and_a_client() => Assert.Equal(
        [$"A client to try it with: npx wscat -c {Url}", $"Where clients connect: {Url}"], Of(Options.None.Synthesis));

    [Fact]
    public void The_client_with_what_its_handshake_needs()
    {
        var synthesis = TestStack.Of(new()
        {
            Api = new()
            {
                Name = "ChatApi",
                RouteSelectionExpression = "$request.body.action",
                Routes = Definitions.Chat.Routes,
                Authorizer = new("ChatApi.Authorize") { IdentitySources = ["route.request.querystring.token", "route.request.header.X-Tenant", "route.request.querystring.room"] },
            },
            Code = TestStack.SomeCode(),
            ApiKeyRequired = true,
        });

        Assert.Contains($"A client to try it with: npx wscat -c \"{Url}?token=<token>&room=<room>\" -H \"X-Tenant: <X-Tenant>\" -H \"x-api-key: <x-api-key>\"", Of(synthesis));
        Assert.Contains("The API key's ID: ${ApiApiKey4AC6F178}", Of(synthesis));
    }

    [Fact]
    public void That_a_handshake_must_be_signed() =>
        Assert.Contains($"A client to try it with, once its handshake is signed: npx wscat -c {Url}", Of(Options.All["IamAuthorization"].Synthesis));

    [Fact]
    public void A_domain_and_what_to_point_it_to_unless_the_zone_is_given()
    {
        Assert.Equal(
            [
                "A client to try it with: npx wscat -c wss://chat.example.com", "What chat.example.com must point to (CNAME): ${ApiDomain95042711.RegionalDomainName}",
                "Where clients connect: wss://chat.example.com",
            ],
            Of(Options.All["Domain"].Synthesis));
        Assert.Equal(["A client to try it with: npx wscat -c wss://chat.example.com", "Where clients connect: wss://chat.example.com"], Of(Options.All["Domain.HostedZone"].Synthesis));
    }

    private static IEnumerable<string> Of(TestStack synthesis) => synthesis.Json["Outputs"]!.AsObject()
        .Select(output => $"{output.Value!["Description"]}: {TemplateText.Of(output.Value["Value"]!)}").Order(StringComparer.Ordinal);
}
