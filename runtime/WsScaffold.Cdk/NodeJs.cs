using WsScaffold.Cdk.Bundling;

namespace WsScaffold.Cdk;

/// <summary>Node.js, which the CDK runs on.</summary>
public static class NodeJs
{
    // If it is set, jsii starts this program instead of "node".
    private const string Variable = "JSII_NODE";

    /// <summary>
    /// Checks that Node.js can be started. Call it before the first construct: <c>new App()</c> starts Node.js, and its own
    /// exception mentions neither the CDK nor a remedy.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// Node.js could not be started. The message says where it was expected and what to do.
    /// </exception>
    public static void Require()
    {
        var program = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : "node";
        if (Command.Run(program, ["--version"], Environment.CurrentDirectory) is not { ExitCode: 0 })
        {
            throw new InvalidOperationException(program == "node"
                ? "The CDK runs on Node.js, and there is no 'node' on the PATH. "
                    + "Install version 22 or later (https://nodejs.org), open a new terminal and try again."
                : $"The CDK runs on Node.js, but '{program}', set by {Variable}, does not start. "
                    + "Correct the variable, or remove it to use 'node' from the PATH.");
        }
    }
}
