using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using WsScaffold.Generator.Tests.Aws;

namespace WsScaffold.Analyzers.Tests.Support;

/// <summary>An example of a rule: code that breaks it or, in the lists of correct code, code that is close to breaking it.</summary>
/// <param name="Rule">The ID of the rule.</param>
/// <param name="Source">The code, with <c>[|</c> and <c>|]</c> around the text that the rule must underline.</param>
/// <param name="Message">The whole message of the diagnostic.</param>
/// <param name="Fixed">The code after the code fix; null if no fix is offered.</param>
/// <param name="Rest">A second file of the project: by default an API without mistakes.</param>
/// <param name="Starts">The API that the project's program starts; null for a project without a program.</param>
public sealed record RuleCase(
    string Rule, string Source, string Message, string? Fixed = null, string Rest = RuleCase.Api, string? Starts = "Api")
{
    /// <summary>An API without mistakes.</summary>
    public const string Api = """
        [WebSocketApi]
        public sealed partial class Api
        {
            [DefaultRoute] public static string Fine(string body) => body;
        }
        """;

    private const string SharedTypes = """
        public sealed record Order(int Id);
        public interface IShop { ValueTask Ordered(Order order, CancellationToken cancellationToken = default); }
        public sealed class Filter : IRouteFilter
        {
            public ValueTask InvokeAsync(EventContext context, RouteHandler next) => next();
        }
        public sealed class Clock { public DateTime Now => DateTime.UtcNow; }
        """;

    public string Code => WithoutMarkers(Source);

    public TextSpan Span => TextSpan.FromBounds(
        Source.IndexOf("[|", StringComparison.Ordinal),
        Source.IndexOf("|]", StringComparison.Ordinal) - 2);

    /// <summary>Whether the project references AWS's packages.</summary>
    public bool HasAwsPackages { get; init; }

    // Starting the API would be a second error if it followed from the first, so some cases start none.
    private string Program => Starts is null
        ? ""
        : $$"""
          public static class Start
          {
              public static WebSocketAppBuilder Now() => WebSocketApp.CreateBuilder<{{Starts}}>();
          }
          """;

    /// <summary>The compilation of the project after generation, with the given code in place of the example's own.</summary>
    public CSharpCompilation Compile(string code) => Analysis.Compile(Files(code), HasAwsPackages ? AwsReferences.All : []);

    /// <summary>The files of the project, with the given code in place of the example's own.</summary>
    public string[] Files(string code) => [code, Rest, Program, SharedTypes];

    private static string WithoutMarkers(string text) =>
        text.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
