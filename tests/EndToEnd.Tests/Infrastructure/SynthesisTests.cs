using Chat;
using WsScaffold.EndToEnd.Support;

namespace WsScaffold.EndToEnd.Infrastructure;

/// <summary>The template of the Chat sample.</summary>
public sealed class SynthesisTests(SynthesisedChat chat)
{
    [Fact]
    public async Task Every_route_of_the_code_is_in_the_template_once_and_as_the_code_has_it()
    {
        var template = (await chat.AssemblyAsync()).Describe();
        await using var app = WebSocketApp.CreateBuilder<ChatApi>().Build();

        Assert.Equal(app.Descriptor.RouteSelectionExpression, template.RouteSelectionExpression);
        Assert.Equal(
            app.Descriptor.Routes.Select(route => (route.RouteKey, route.HasRouteResponse)),
            template.Routes.Select(route => (route.RouteKey, route.HasRouteResponse)));
    }

    [Fact]
    public async Task Cfn_lint_finds_nothing_wrong() => await CfnLint.FindsNothingAsync((await chat.AssemblyAsync()).TemplateFile);
}
