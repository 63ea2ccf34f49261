using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Generator.Tests.Aws;

/// <summary>What is generated follows the packages that a project references.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string> _files = new()
    {
        ["Api.cs"] = "namespace Shop; [WebSocketApi] public sealed partial class Api { [DefaultRoute] public static string Default(string body) => body; }",
        ["Unrelated.cs"] = "namespace Shop; public sealed class Unrelated { public int N; }",
    };

    [Fact]
    public void Packages_add_files_and_change_no_other()
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
    public void Each_package_has_its_own(string package, string files)
    {
        var project = new LiveProject(_files);
        var before = project.Sources;

        project.Reference((MetadataReference)typeof(AwsReferences).GetProperty(package)!.GetValue(null)!);

        Assert.Equal(files.Split(' ', StringSplitOptions.RemoveEmptyEntries), project.Sources.Keys.Except(before.Keys));
    }

    [Fact]
    public void With_them_an_unrelated_edit_changes_no_step_and_a_handler_that_takes_their_types_adds_what_it_needs()
    {
        var project = new LiveProject(_files);
        project.Reference(AwsReferences.All);
        var before = project.Sources;

        project.Edit("Unrelated.cs", "int N", "string? Text");

        Assert.Empty(project.ChangedSteps());
        Assert.All(project.Result.TrackedOutputSteps.SelectMany(outputs => outputs.Value).SelectMany(step => step.Outputs), output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.Equal(before, project.Sources);

        project.Edit("Api.cs", "string Default(string body)", "string Default(string body, Amazon.Lambda.Core.ILambdaContext context)");
        Assert.Equal(["Api.LambdaContext.g.cs"], project.Sources.Keys.Except(before.Keys));

        project.Edit("Api.cs", "string Default(string body, Amazon.Lambda.Core.ILambdaContext context) => body", "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse Default(Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest request) => new()");
        Assert.Equal(["Api.Proxy.g.cs"], project.Sources.Keys.Except(before.Keys));
        Assert.Equal(project.FreshSources, project.Sources);
    }

    [Fact]
    public void A_type_of_these_names_that_is_no_package_of_AWS_is_the_users_own()
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
    public void Older_and_newer_packages_are_named_no_member_that_they_lack()
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

        Assert.Empty(generated.GetDiagnostics(TestContext.Current.CancellationToken).Where(problem => problem.Severity >= DiagnosticSeverity.Warning));
        var proxy = Generation.Sources(project)["Api.Proxy.g.cs"];
        Assert.Contains("Stage = source.Stage!", proxy, StringComparison.Ordinal);
        Assert.DoesNotContain("RequestTimeEpoch", proxy, StringComparison.Ordinal);
        Assert.Contains("TraceId = context.TraceId ?? ", Generation.Sources(project)["Api.Function.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "public partial class Outer { [WebSocketApi] private sealed partial class Api; } public static class Handlers { [DefaultRoute] public static string Default(string body) => body; }")]
    [InlineData("[WebSocketApi] public sealed class NotPartial { [DefaultRoute] public static string Default(string body) => body; }")]
    public void An_API_class_that_can_not_be_named_or_extended_has_no_entry_point(string source)
    {
        var sources = Generation.Sources(Generation.Compile(source).AddReferences(AwsReferences.All));

        Assert.DoesNotContain(sources.Keys, name => name.EndsWith(".Function.g.cs", StringComparison.Ordinal));
    }

    private static PortableExecutableReference Library(string name, string source)
    {
        var compilation = GeneratedAssembly.Compile(source).WithAssemblyName(name)
            .WithOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Disable));
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
