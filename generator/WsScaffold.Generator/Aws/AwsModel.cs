using WsScaffold.Generator.Routes;

namespace WsScaffold.Generator.Aws;

/// <summary>What is written for the AWS packages that a project references.</summary>
/// <param name="ApiType">The API class; null when other classes can't name it or it can't be extended.</param>
/// <param name="TakesRequest">A handler takes the proxy request.</param>
/// <param name="ReturnsResponse">A handler returns the proxy response.</param>
/// <param name="TakesContext">A handler, or the authorizer, takes the Lambda context.</param>
internal sealed record AwsModel(
    string Namespace, string ApiName, string? ApiType, bool TakesRequest, bool ReturnsResponse, bool TakesContext, AwsPackages Packages)
{
    public static AwsModel From(RouteTable table, AwsPackages packages)
    {
        var parameters = table
            .Routes.Concat(table.Authorizer is { } authorizer ? [authorizer] : [])
            .SelectMany(static route => route.Parameters)
            .ToArray();
        return new(
            table.Api.Namespace,
            table.Api.Name,
            table.Api is { IsReachable: true, Declarations.Count: > 0 } ? table.Api.TypeName : null,
            parameters.Any(static parameter => parameter.Kind == ParameterKind.ProxyRequest),
            table.Routes.Any(static route => route.Response.Kind == ResponseKind.Proxy),
            parameters.Any(static parameter => parameter.Kind == ParameterKind.LambdaContext),
            packages);
    }
}
