namespace WsScaffold.Cdk.Tests;

public sealed class NodeJsTests
{
    [Fact]
    [NeedsNodeJs]
    public void Require_succeeds_if_node_is_on_the_PATH() => NodeJs.Require();

    [Theory]
    [InlineData(
        "PATH",
        "/nowhere",
        "there is no 'node' on the PATH. Install version 22 or later (https://nodejs.org), open a new terminal and try again.")]
    [InlineData(
        "JSII_NODE",
        "/nowhere/node",
        "but '/nowhere/node', set by JSII_NODE, does not start. Correct the variable, or remove it to use 'node' from the PATH.")]
    public void Require_says_what_to_do_if_Node_does_not_start(string variable, string value, string message)
    {
        var before = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, value);
        try
        {
            Assert.EndsWith(message, Assert.Throws<InvalidOperationException>(NodeJs.Require).Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }
}
