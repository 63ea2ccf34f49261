using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using WsScaffold.Generator.Tests.Aws;

namespace WsScaffold.Analyzers.Tests;

/// <summary>One mistake, in a project with a program that starts the API <paramref name="Starts"/>: the source with <c>[|</c> and <c>|]</c> around what is to be underlined, the message, and the source that the fix leaves.</summary>
public sealed record RuleCase(string Rule, string Source, string Message, string? Fixed = null, string Rest = RuleCase.Api, string? Starts = "Api")
{
    /// <summary>What a project has beside the mistake: an API, and a program that starts it.</summary>
    public const string Api = """
        [WebSocketApi]
        public sealed partial class Api
        {
            [DefaultRoute] public static string Fine(string body) => body;
        }
        """;

    public string Code => Unmarked(Source);

    public TextSpan Span => TextSpan.FromBounds(Source.IndexOf("[|", StringComparison.Ordinal), Source.IndexOf("|]", StringComparison.Ordinal) - 2);

    /// <summary>Whether the project references AWS's packages.</summary>
    public bool HasAwsPackages { get; init; }

    /// <summary>The project, with this in place of the mistake, after generation.</summary>
    public CSharpCompilation Compile(string code) => Analysis.Compile(Files(code), HasAwsPackages ? AwsReferences.All : []);

    /// <summary>The files of the project, with this in place of the mistake.</summary>
    public string[] Files(string code) => [code, Rest, Program, Shapes];

    // A second error here would be the trail of the first.
    private string Program => Starts is null ? "" : $"public static class Start {{ public static WebSocketAppBuilder Now() => WebSocketApp.CreateBuilder<{Starts}>(); }}";

    private static string Unmarked(string text) => text.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private const string Shapes = """
        public sealed record Order(int Id);
        public interface IShop { ValueTask Ordered(Order order, CancellationToken cancellationToken = default); }
        public sealed class Filter : IRouteFilter { public ValueTask InvokeAsync(EventContext context, RouteHandler next) => next(); }
        public sealed class Clock { public DateTime Now => DateTime.UtcNow; }
        """;
}
