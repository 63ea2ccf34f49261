using Microsoft.CodeAnalysis;

namespace WsScaffold.Generator.Aws;

/// <summary>
/// What the project references of AWS's packages, as far as generated code depends on it. They have grown over the years:
/// only members that are there are named.
/// </summary>
/// <param name="LambdaContext">Amazon.Lambda.Core.</param>
/// <param name="ManagementApi">AWSSDK.ApiGatewayManagementApi.</param>
/// <param name="Invocation">What <c>ILambdaContext</c> has that older ones don't.</param>
/// <param name="Request">The members of a proxy request that an event fills: <c>Headers = …</c>.</param>
/// <param name="Context">Those of its request context.</param>
/// <param name="Identity">Those of that one's identity.</param>
/// <param name="Authorizer">The request context has the authorizer's output, as a dictionary.</param>
internal sealed record AwsPackages(
    bool LambdaContext,
    bool ManagementApi,
    EquatableArray<string> Invocation,
    EquatableArray<string> Request,
    EquatableArray<string> Context,
    EquatableArray<string> Identity,
    bool Authorizer)
{
    private const string Text = "string";
    private const string Number = "long";
    private const string Map = "System.Collections.Generic.IDictionary<string, string>";
    private const string Maps = "System.Collections.Generic.IDictionary<string, System.Collections.Generic.IList<string>>";

    private static readonly SymbolDisplayFormat _typeFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly string[] _invocation = ["TenantId", "TraceId"];

    private static readonly Member[] _request =
    [
        new("Headers", Map, "source.Headers!"),
        new("MultiValueHeaders", Maps, "source.MultiValueHeaders!"),
        new("QueryStringParameters", Map, "source.Query!"),
        new("MultiValueQueryStringParameters", Maps, "source.MultiValueQuery!"),
        new("StageVariables", Map, "source.StageVariables!"),
        new("Body", Text, "source.Body!"),
        new("IsBase64Encoded", "bool", "source.IsBase64Encoded"),
    ];

    private static readonly Member[] _context =
    [
        .. new[]
        {
            "Stage",
            "RequestId",
            "ExtendedRequestId",
            "ApiId",
            "ConnectionId",
            "DomainName",
            "EventType",
            "MessageId",
            "RouteKey",
            "MessageDirection",
            "RequestTime",
        }.Select(static name => new Member(name, Text, $"source.{name}!")),
        new("RequestTimeEpoch", Number, "source.RequestTimeEpoch"),

        // AWS's spelling; no serializer fills it, since the event says connectedAt.
        new("ConnectionAt", Number, "source.ConnectedAt"),
    ];

    private static readonly Member[] _identity =
    [
        .. new[]
        {
            "SourceIp",
            "UserAgent",
            "AccountId",
            "Caller",
            "User",
            "UserArn",
            "AccessKey",
            "ApiKey",
            "ApiKeyId",
            "CognitoIdentityId",
            "CognitoIdentityPoolId",
            "CognitoAuthenticationType",
            "CognitoAuthenticationProvider",
        }.Select(static name => new Member(
            name,
            Text,
            $"source.Identity({(char.ToLowerInvariant(name[0]) + name.Substring(1)).Literal()})!"
        )),
    ];

    public static AwsPackages Of(Compilation compilation)
    {
        var lambdaContext = compilation.GetTypeByMetadataName(WellKnown.LambdaContext);
        var request = compilation.GetTypeByMetadataName(WellKnown.ProxyRequest);
        var context = Property(request, "RequestContext")?.Type;
        return new(
            lambdaContext is not null,
            compilation.GetTypeByMetadataName(WellKnown.ManagementApi) is not null,
            _invocation.Where(name => Property(lambdaContext, name) is not null).ToEquatableArray(),
            Assignments(request, _request),
            Assignments(context, _context),
            Assignments(Property(context, "Identity")?.Type, _identity),
            Property(context, "Authorizer")?.Type is { } authorizer && authorizer.SelfAndBases().Any(IsDictionary));
    }

    private static EquatableArray<string> Assignments(ITypeSymbol? type, Member[] members) =>
        members
            .Where(member =>
                Property(type, member.Name) is { SetMethod.DeclaredAccessibility: Accessibility.Public } property
                && property.Type.ToDisplayString(_typeFormat) == member.Type
            )
            .Select(static member => $"{member.Name} = {member.Value},")
            .ToEquatableArray();

    private static IPropertySymbol? Property(ITypeSymbol? type, string name) =>
        type?.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault();

    private static bool IsDictionary(ITypeSymbol type) =>
        type.ToDisplayString(_typeFormat) == "System.Collections.Generic.Dictionary<string, object>";

    private sealed record Member(string Name, string Type, string Value);
}
