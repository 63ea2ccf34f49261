using Amazon.ApiGatewayManagementApi;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Runtime;
using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Tests.Aws;

/// <summary>References to AWS's packages; in these tests, to their declarations.</summary>
internal static class AwsReferences
{
    public static MetadataReference Core { get; } = Of<ILambdaContext>();

    public static MetadataReference ProxyEvents { get; } = Of<APIGatewayProxyRequest>();

    public static MetadataReference ManagementApi { get; } = Of<IAmazonApiGatewayManagementApi>();

    /// <summary>All packages and their dependencies.</summary>
    public static MetadataReference[] All { get; } = [Core, ProxyEvents, ManagementApi, Of<AmazonServiceException>()];

    private static PortableExecutableReference Of<T>() => MetadataReference.CreateFromFile(typeof(T).Assembly.Location);
}
