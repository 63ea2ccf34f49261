using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace WsScaffold.Cdk.Bundling;

/// <summary>A binary that was published before.</summary>
internal sealed class PublishedCode(string folder) : LambdaCode
{
    public override Code Bind(Construct scope, Architecture architecture) =>
        Code.FromAsset(Bundle.Create(scope, folder, architecture, $"The folder '{folder}'"));
}
