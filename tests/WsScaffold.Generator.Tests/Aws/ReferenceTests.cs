using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Generator.Tests.Aws;

/// <summary>The generated code for AWS's packages depends on the packages that a project references.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string> _files = new()
    {
        ["Api.cs"] = """
            namespace Shop;

            [WebSocketApi]
            public sealed partial class Api
            {
                [DefaultRoute] public static string Default(string body) => body;
            }
            """,
        ["Unrelated.cs"] = "namespace Shop; public sealed class Unrelated { public int N; }",
    };

    [Fact]
    public void Packages_add_files_and_change_no_others()
    {
        var project = new LiveProject(_files);
        var before = project.Sources;
        Assert.DoesNotContain(before.Values, source => source.Contains("Amazon", StringComparison.Ordinal));

        project.Reference(AwsReferences.All);

        Assert.Equal(["Api.Function.g.cs", "Api.ManagementApi.g.cs"], project.Sources.Keys.Except(before.Keys));
        Assert.All(before, file => Assert.Equal(file.Value, project.Sources[file.Key]));
        Assert.Equal(project.FreshSources, project.Sources);
    }

    [Theory]
    [InlineData("Core", "Api.Function.g.cs")]
    [InlineData("ProxyEvents", "")]
    [InlineData("ManagementApi", "Api.ManagementApi.g.cs")]
    public void Each_package_adds_its_own_files(string package, string files)
    {
        var project = new LiveProject(_files);
        var before = project.Sources;

        project.Reference((MetadataReference)typeof(AwsReferences).GetProperty(package)!.GetValue(null)!);

        Assert.Equal(files.Split(' ', StringSplitOptions.RemoveEmptyEntries), project.Sources.Keys.Except(before.Keys));
    }

    [Fact]
    public void Handlers_with_types_of_AWS_add_files_and_unrelated_edits_change_no_step()
    {
        var project = new LiveProject(_files);
        project.Reference(AwsReferences.All);
        var before = project.Sources;

        project.Edit("Unrelated.cs", "int N", "string? Text");

        Assert.Empty(project.ChangedSteps());
        var outputs = project.Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs);
        Assert.All(outputs, output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.Equal(before, project.Sources);

        const string WithContext = "string Default(string body, Amazon.Lambda.Core.ILambdaContext context)";
        project.Edit("Api.cs", "string Default(string body)", WithContext);
        Assert.Equal(["Api.LambdaContext.g.cs"], project.Sources.Keys.Except(before.Keys));

        project.Edit("Api.cs", "namespace Shop;", "using Amazon.Lambda.APIGatewayEvents;\n\nnamespace Shop;");
        project.Edit("Api.cs", $"{WithContext} => body", "APIGatewayProxyResponse Default(APIGatewayProxyRequest request) => new()");
        Assert.Equal(["Api.Proxy.g.cs"], project.Sources.Keys.Except(before.Keys));
        Assert.Equal(project.FreshSources, project.Sources);
    }

    [Fact]
    public void A_type_of_the_user_with_the_name_of_an_AWS_type_is_an_ordinary_type()
    {
        var sources = Generation.Sources(Generation.Compile("""
            namespace Mine { public sealed record APIGatewayProxyRequest(int Id); public interface ILambdaContext; }
            namespace Shop
            {
                [WebSocketApi]
                public sealed partial class Api
                {
                    [DefaultRoute] public static string Default(Mine.APIGatewayProxyRequest body, Mine.ILambdaContext service) => "";
                }
            }
            """));

        Assert.Contains("services.Get<global::Mine.ILambdaContext>()", sources["Api.Dispatch.g.cs"], StringComparison.Ordinal);
        Assert.Contains("invocation.TryGetBody(ApiContracts.", sources["Api.Dispatch.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_code_uses_only_members_that_the_package_version_has()
    {
        var older = Library("Amazon.Lambda.APIGatewayEvents", """
            namespace Amazon.Lambda.APIGatewayEvents
            {
                public class APIGatewayProxyRequest
                {
                    public System.Collections.Generic.IDictionary<string, string> Headers { get; set; }
                    public string Body { get; set; }
                    public ProxyRequestContext RequestContext { get; set; }
                    public class ProxyRequestContext
                    {
                        public string Stage { get; set; }
                        public int RequestTimeEpoch { get; set; }
                        public RequestIdentity Identity { get; set; }
                        public APIGatewayCustomAuthorizerContext Authorizer { get; set; }
                    }
                    public class RequestIdentity { public string SourceIp { get; set; } }
                }
                public class APIGatewayCustomAuthorizerContext { public string StringKey { get; set; } }
            }
            """);
        var newer = Library("Amazon.Lambda.Core", """
            namespace Amazon.Lambda.Core
            {
                public interface ILambdaContext
                {
                    string AwsRequestId { get; }
                    string InvokedFunctionArn { get; }
                    ILambdaLogger Logger { get; }
                    System.TimeSpan RemainingTime { get; }
                    string TraceId => null;
                    string Novelty => null;
                }
                public interface ILambdaLogger { void Log(string message); void LogLine(string message); }
                public interface IClientContext; public interface ICognitoIdentity;
            }
            """);
        var project = GeneratedApp.Compile("""
            using Amazon.Lambda.APIGatewayEvents; using Amazon.Lambda.Core;
            [WebSocketApi]
            public sealed partial class Api
            {
                [DefaultRoute] public static string Default(APIGatewayProxyRequest request, ILambdaContext context) => request.Body;
            }
            """).AddReferences(older, newer);

        var generated = Generation.Run(project);

        var diagnostics = generated.GetDiagnostics(TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        var proxy = Generation.Sources(project)["Api.Proxy.g.cs"];
        Assert.Contains("Stage = source.Stage!", proxy, StringComparison.Ordinal);
        Assert.DoesNotContain("RequestTimeEpoch", proxy, StringComparison.Ordinal);
        Assert.Contains("TraceId = context.TraceId ?? ", Generation.Sources(project)["Api.Function.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""
        public partial class Outer { [WebSocketApi] private sealed partial class Api; }
        public static class Handlers { [DefaultRoute] public static string Default(string body) => body; }
        """)]
    [InlineData("[WebSocketApi] public sealed class NotPartial { [DefaultRoute] public static string Default(string body) => body; }")]
    public void A_private_or_non_partial_API_class_gets_no_entry_point(string source)
    {
        var sources = Generation.Sources(Generation.Compile(source).AddReferences(AwsReferences.All));

        Assert.DoesNotContain(sources.Keys, name => name.EndsWith(".Function.g.cs", StringComparison.Ordinal));
    }

    private static PortableExecutableReference Library(string name, string source)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Disable);
        var compilation = GeneratedAssembly.Compile(source).WithAssemblyName(name).WithOptions(options);
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
