namespace WsScaffold.Tests.Support;

/// <summary>Checks CloudFormation templates with <see cref="Tool.CfnLint"/>.</summary>
internal static class CfnLint
{
    /// <summary>Fails where the linter finds anything wrong with the templates.</summary>
    public static async Task FindsNothingAsync(params string[] templates)
    {
        Tool.CfnLint.Require();
        // W3005 is a DependsOn that a reference implies already; the CDK itself writes it.
        var result = await Command.RunAsync(Command.StartInfo(
            "cfn-lint",
            Path.GetTempPath(),
            // With this variable the linter checks for one region only.
            new Dictionary<string, string?> { ["AWS_DEFAULT_REGION"] = null },
            [.. templates, "-i", "W3005"]));

        Assert.Equal(new(0, ""), result);
    }
}
