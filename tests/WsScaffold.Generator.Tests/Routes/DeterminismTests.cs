using System.Globalization;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>The generated text of a project is the same on every machine.</summary>
public sealed class DeterminismTests
{
    private static readonly string[] _sources =
    [
        """
        namespace I;
        [WebSocketApi, RouteFilter<Filter>]
        public sealed partial class Api(IClients<IClient> clients, ILogger<Api> logger)
        {
            [ConnectRoute]
            public void Connect(
                [FromQuery] decimal a = -1.5m, [FromQuery] double b = -0.25, [FromQuery] int c = -1, [FromQuery] Level d = (Level)(-2))
            {
            }
            [WebSocketRoute("İstanbul")] public Message A(Message message) { _ = clients; _ = logger; return message; }
            [WebSocketRoute("ı")] public Message[] B(Message message) => [message];
        }
        public enum Level { One }
        """,
        """
        namespace I;
        public static class ILate
        {
            [WebSocketRoute("I")] public static string C(string body) => body;
            [WebSocketRoute("i")] public static string D(string body) => body;
        }
        public interface IClient { ValueTask ID(Message message); }
        public interface IÄnother { ValueTask ID(Message message); }
        """,
        """
        namespace I;
        public static class Ä
        {
            [WebSocketRoute("ä")] public static void E(IClients<IÄnother> clients) { }
            [WebSocketRoute("z")] public static void F(int a, int b) { }
        }
        public sealed class Filter(ILogger<Filter> logger) : IRouteFilter
        {
            public ValueTask InvokeAsync(EventContext context, RouteHandler next) { _ = logger; return next(); }
        }
        public sealed record Message(int N, string Text = "-1,5") { public double Value { get; init; } = -1.5; }
        """,
        """
        namespace A { public static class Same { [WebSocketRoute("same")] public static string H(string body) => body; } }
        """,
        """
        namespace B { public static class Same { [WebSocketRoute("same")] public static string H(string body) => body; } }
        """,
    ];

    [Fact]
    public void The_output_does_not_depend_on_the_order_of_files()
    {
        var expected = Generation.Sources(Generation.Compile(_sources));

        for (var i = 1; i < _sources.Length; i++)
        {
            Assert.Equal(expected, Generation.Sources(Generation.Compile([.. _sources[i..], .. _sources[..i]])));
        }

        Assert.Equal(expected, Generation.Sources(Generation.Compile(_sources.Reverse())));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("sv-SE")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void The_output_does_not_depend_on_the_culture_of_the_machine(string culture)
    {
        var compilation = Generation.Compile(_sources);
        var expected = Generation.Sources(compilation);
        var before = CultureInfo.CurrentCulture;
        try
        {
            // Swedish uses U+2212 as the minus sign, German a comma as the decimal separator, Turkish two more letters i.
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Generation.Sources(compilation));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_output_does_not_depend_on_the_line_endings_of_the_source()
    {
        var sources = Generation.Sources(Generation.Compile(_sources.Select(source => source.ReplaceLineEndings("\r\n"))));

        Assert.All(sources.Values, text => Assert.DoesNotContain("\r", text, StringComparison.Ordinal));
        Assert.Equal(Generation.Sources(Generation.Compile(_sources)), sources);
    }
}
