namespace WsScaffold.Generator.Pipeline;

/// <summary>The names of the pipeline's steps, by which tests see what an edit recomputes.</summary>
internal static class Steps
{
    public const string Api = "Api";
    public const string Handlers = "Handlers";
    public const string Routes = "Routes";
    public const string Facts = "Facts";
    public const string Contracts = "Contracts";
    public const string Validation = "Validation";
    public const string Table = "Table";
    public const string Problems = "Problems";
    public const string Packages = "Packages";
    public const string Aws = "Aws";
}
