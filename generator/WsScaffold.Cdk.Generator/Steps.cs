namespace WsScaffold.Cdk.Generator;

/// <summary>The names of the pipeline's steps, by which tests see what an edit recomputes.</summary>
internal static class Steps
{
    public const string References = "References";
}
