using WsScaffold.EndToEnd.Support;

namespace WsScaffold.EndToEnd;

/// <summary>The command that a developer has open all day.</summary>
public sealed class DotnetRunTests
{
    [Fact]
    public async Task Ctrl_C_closes_the_connections_with_1001_and_ends_with_exit_code_0()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Ctrl+C is sent as a terminal on Linux sends it.");
        using var run = TerminalCommand.Start(
            "dotnet",
            "run",
            "--project",
            Repository.PathOf("samples", "Chat", "Chat.Api"),
            "--",
            "--port",
            "0"
        );
        var url = await run.ReadAsync("listens on (ws://[^ ]+)");
        using var ann = await ChatClient.ConnectAsync(new Uri(url), "?name=Ann");
        Assert.Equal("hello", await ann.AskAsync("hello"));

        run.PressCtrlC();

        Assert.Equal(1001, await ann.HearCloseAsync());
        Assert.Equal(0, await run.ExitAsync());
    }
}
