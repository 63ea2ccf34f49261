using WsScaffold.Gateway.Hosting;

namespace WsScaffold.Gateway.Tests.Hosting;

public sealed class GatewayArgumentsTests
{
    [Theory]
    [InlineData("mine", "--port", "5081", "--stage", "dev", "--runtime-api-port", "0")]
    [InlineData("--port=5081", "--stage=dev", "--mine=1", "--runtime-api-port=0")]
    public void The_command_line_overrides_the_code(params string[] arguments)
    {
        var options = new LocalGatewayOptions { Port = 1, Stage = "code" };

        GatewayArguments.Apply(arguments, options);

        Assert.Equal((5081, "dev", 0), (options.Port, options.Stage, options.RuntimeApiPort));
    }

    [Fact]
    public void Options_that_are_not_on_the_command_line_keep_their_values()
    {
        var options = new LocalGatewayOptions();

        GatewayArguments.Apply(["mine"], options);

        Assert.Equal((5080, "local", null), (options.Port, options.Stage, options.RuntimeApiPort));
    }

    [Theory]
    [InlineData("--port is 'x': use a number from 1 to 65535, or 0 for any free port.", "--port", "x")]
    [InlineData("--port is '': use a number from 1 to 65535, or 0 for any free port.", "--port=")]
    [InlineData("--port has no value. Use, for example, --port 5081.", "--port")]
    [InlineData("--stage has no value. Use, for example, --stage dev.", "--stage")]
    public void An_invalid_argument_throws_with_the_name_and_valid_values(string message, params string[] arguments) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => GatewayArguments.Apply(arguments, new())).Message);
}
