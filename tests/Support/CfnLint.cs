using System.ComponentModel;
using System.Diagnostics;

namespace WsScaffold.Tests.Support;

/// <summary>The linter of CloudFormation: https://github.com/aws-cloudformation/cfn-lint.</summary>
internal static class CfnLint
{
    /// <summary>Finds nothing wrong with the templates; skips the test where the linter is not installed.</summary>
    public static async Task FindsNothingAsync(params string[] templates)
    {
        // W3005: a DependsOn that a reference implies already, which the CDK itself writes.
        var start = new ProcessStartInfo("cfn-lint", [.. templates, "-i", "W3005"]) { WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("AWS_DEFAULT_REGION");
        using var process = TryStart(start);
        Assert.SkipWhen(process is null, "cfn-lint is not installed here, so nothing was checked with it.");
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
        catch (Win32Exception)
        {
            return null;
        }
    }
}
