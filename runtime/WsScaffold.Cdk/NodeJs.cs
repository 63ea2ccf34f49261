using WsScaffold.Cdk.Bundling;

namespace WsScaffold.Cdk;

/// <summary>Node.js, which the CDK runs on.</summary>
public static class NodeJs
{
    // jsii takes this program when it is set.
    private const string Variable = "JSII_NODE";

    /// <summary>
    /// Makes sure that Node.js can be started. Call it before the first construct: <c>new App()</c> starts it, and what is
    /// thrown there names neither the CDK nor what to do.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is none. The text says where it was looked for and what to do.</exception>
    public static void Require()
    {
        var program = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : "node";
        if (Command.Run(program, ["--version"], Environment.CurrentDirectory) is not { ExitCode: 0 })
        {
            throw new InvalidOperationException(program == "node"
                ? "The CDK runs on Node.js, and there is no 'node' on the PATH. Install version 22 or later (https://nodejs.org), open a new terminal and try again."
                : $"The CDK runs on Node.js, and '{program}', which {Variable} names, is none. Correct the variable, or remove it to take 'node' from the PATH.");
        }
    }
}
