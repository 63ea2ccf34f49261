namespace WsScaffold.Cdk.Tests;

public sealed class NodeJsTests
{
    [Fact]
    public void It_is_there_when_the_PATH_has_it() => NodeJs.Require();

    [Theory]
    [InlineData("PATH", "/nowhere", "there is no 'node' on the PATH. Install version 22 or later (https://nodejs.org), open a new terminal and try again.")]
    [InlineData("JSII_NODE", "/nowhere/node", "'/nowhere/node', which JSII_NODE names, is none. Correct the variable, or remove it to take 'node' from the PATH.")]
    public void Where_there_is_none_it_says_what_to_do(string variable, string value, string told)
    {
        var before = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, value);
        try
        {
            Assert.EndsWith(told, Assert.Throws<InvalidOperationException>(NodeJs.Require).Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }
}
