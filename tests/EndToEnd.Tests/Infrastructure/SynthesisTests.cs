using System.Diagnostics;
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
    public async Task Cfn_lint_finds_nothing_wrong()
    {
        var template = (await chat.AssemblyAsync()).TemplateFile;

        // W3005: a DependsOn that a reference implies already, which the CDK itself writes.
        var start = DotnetCommand.StartInfo("cfn-lint", Path.GetTempPath(), null, [template, "-i", "W3005"]);
        start.Environment.Remove("AWS_DEFAULT_REGION");
        using var process = TryStart(start);
        Assert.SkipWhen(process is null, "cfn-lint is not installed here, so the template was not checked with it.");
        var output = process!.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, "", ""), (process.ExitCode, await output, errors));
    }

    private static Process? TryStart(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
