using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using WsScaffold.Cdk.Tests.Support;

namespace WsScaffold.Cdk.Tests.Bundling;

/// <summary>Base of the tests on the cloud assembly: a folder with the code, and one to synthesise into.</summary>
public abstract class BundlingTests : IDisposable
{
    private readonly string _output = Directory.CreateTempSubdirectory("wsscaffold-cdk-out-").FullName;

    protected string Folder { get; } = Directory.CreateTempSubdirectory("wsscaffold-code-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        Directory.Delete(_output, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <returns>The folder of the cloud assembly.</returns>
    protected string Deploy(
        LambdaCode code, Architecture? architecture = null, string[]? bundled = null, (string Key, string Value)? context = null)
    {
        Tool.NodeJs.Require();
        var values = new Dictionary<string, object>();
        if (bundled is not null)
        {
            values["aws:cdk:bundling-stacks"] = bundled;
        }

        if (context is var (key, value))
        {
            values[key] = value;
        }

        var app = new App(new AppProps { Outdir = _output, Context = values, AnalyticsReporting = false });
        var stack = new Stack(app, "Chat");
        _ = new WebSocketLambdaApi(stack, "Api", new() { Api = Definitions.Chat, Code = code, Architecture = architecture });
        return app.Synth().Directory;
    }

    /// <summary>Asserts that the synthesis fails with a message that contains the text, and writes nothing.</summary>
    protected void Fails(LambdaCode code, string text, Architecture? architecture = null, (string Key, string Value)? context = null)
    {
        Tool.NodeJs.Require();
        var error = Assert.Throws<InvalidOperationException>(() => Deploy(code, architecture, context: context));
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_output));
    }
}
