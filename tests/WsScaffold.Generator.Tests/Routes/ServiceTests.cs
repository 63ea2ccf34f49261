using Microsoft.Extensions.DependencyInjection;

namespace WsScaffold.Generator.Tests.Routes;

/// <summary>Services as parameters of handlers, filters and constructors.</summary>
public sealed class ServiceTests
{
    [Fact]
    public void A_missing_service_fails_the_start_with_a_message_that_says_where_to_add_it()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => GeneratedApp.WithMembers(
            """[WebSocketRoute("a")] public static string Handle(IClock clock) => "";""", "public interface IClock;"));

        Assert.Equal(
            "A handler or filter of Api takes IClock, which is not registered. "
                + "Add it to builder.Services, for example in Api.Configure(WebSocketAppBuilder builder).",
            failure.Message);
    }

    [Theory]
    [InlineData("public sealed class Handlers(Missing missing) { [WebSocketRoute(\"a\")] public string Handle() => missing.ToString()!; }")]
    [InlineData("public static class Handlers { [WebSocketRoute(\"a\"), RouteFilter<Filter>] public static string Handle() => \"\"; }")]
    [InlineData("[RouteFilter<Filter>] public static class Handlers { [WebSocketRoute(\"a\")] public static string Handle() => \"\"; }")]
    [InlineData(
        """public static class Handlers { [WebSocketRoute("a")] public static string Handle([FromServices] Missing missing) => ""; }""")]
    public void A_missing_service_is_reported_for_every_kind_of_parameter(string handlers)
    {
        const string Rest = """
            public sealed class Missing;
            public sealed class Filter(Missing missing) : IRouteFilter
            {
                public ValueTask InvokeAsync(EventContext context, RouteHandler next) { _ = missing; return next(); }
            }
            """;

        const string Api = "[WebSocketApi] public partial class Api;";
        const string ApiWithConfigure = """
            [WebSocketApi]
            public partial class Api { static void Configure(WebSocketAppBuilder builder) => _ = builder.Services; }
            """;

        var failure = Assert.Throws<InvalidOperationException>(() => GeneratedApp.From(Api, handlers, Rest));
        Assert.StartsWith("A handler or filter of Api takes Missing, which is not registered.", failure.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => GeneratedApp.From(ApiWithConfigure, handlers, Rest));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_missing_optional_service_is_null(bool isRegistered)
    {
        const string Api = """
            [WebSocketApi, RouteFilter<Filter>]
            public sealed partial class Api(IClock? clock, Watch? watch = null, Watch unannotated = null!)
            {
                [WebSocketRoute("a")]
                public string Handle(IClock? mine, [FromServices] Watch? watch2 = null, IClock another = null!) =>
                    Text(clock, watch, unannotated, mine, watch2, another);

                private static string Text(params object?[] services) =>
                    string.Join(' ', services.Select(service => service is null ? "-" : "+"));
            }
            public interface IClock;
            public sealed class Watch : IClock;
            public sealed class Filter(IClock? clock) : IRouteFilter
            {
                public ValueTask InvokeAsync(EventContext context, RouteHandler next)
                {
                    Journal.Add(clock is null ? "-" : "+");
                    return next();
                }
            }
            """;
        const string Configure = """
            public sealed partial class Api
            {
                static void Configure(WebSocketAppBuilder builder) => builder.Services.AddSingleton<Watch>().AddSingleton<IClock, Watch>();
            }
            """;
        await using var app = isRegistered ? GeneratedApp.From(Api, Configure) : GeneratedApp.From(Api);

        Assert.Equal(isRegistered ? "+ + + + + +" : "- - - - - -", await app.AskAsync("a"));
        Assert.Equal(isRegistered ? "+" : "-", app.Journaled());
        Assert.Empty(app.App.Descriptor.RequiredServices);
    }

    [Fact]
    public async Task RequiredServices_lists_each_service_once_in_order()
    {
        await using var app = GeneratedApp.From(builder => builder.Services.AddSingleton(typeof(List<>)), """
            [WebSocketApi]
            public sealed partial class Api(List<string> z, List<int> a, ILogger<Api> logger, IServiceProvider all)
            {
                [WebSocketRoute("a")]
                public string Handle([FromServices] List<int> numbers) =>
                    $"{z.Count} {ReferenceEquals(a, numbers)} {logger is not null} {all is not null}";
            }
            """);

        Assert.Equal("0 True True True", await app.AskAsync("a"));
        Assert.Equal([typeof(List<int>), typeof(List<string>), typeof(IServiceProvider)], app.App.Descriptor.RequiredServices);
    }

    [Fact]
    public async Task A_logger_needs_no_registration()
    {
        await using var app = GeneratedApp.From("""
            namespace Logging
            {
                [WebSocketApi]
                public sealed partial class Api(ILogger<Api> mine, ILogger<Logging.ILogger<int>> other)
                {
                    [WebSocketRoute("a")]
                    public string Handle(ILogger<Api> logger) =>
                        $"{ReferenceEquals(mine, logger)} {mine.GetType().Name} {other.GetType().GenericTypeArguments[0].Name}";
                }
                public sealed class ILogger<T>;
            }
            """.Replace("ILogger<Api>", "Microsoft.Extensions.Logging.ILogger<Api>", StringComparison.Ordinal)
               .Replace("ILogger<Logging.", "Microsoft.Extensions.Logging.ILogger<global::Logging.", StringComparison.Ordinal));

        Assert.Equal("True Logger`1 ILogger`1", await app.AskAsync("a"));
    }
}
