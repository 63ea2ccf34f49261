namespace WsScaffold.Generator.Tests.Routes;

/// <summary>Filters, which are composed with the handlers at compile time.</summary>
public sealed class FilterTests
{
    private const string Filters = """
        public abstract class Writing(string name) : IRouteFilter
        {
            public async ValueTask InvokeAsync(EventContext context, RouteHandler next)
            {
                Journal.Add(name + "(");
                await next();
                Journal.Add(")" + name);
            }
        }
        public sealed class A() : Writing("a");
        public sealed class B(Names names) : Writing(names.OfB);
        public sealed class C() : Writing("c");
        public sealed class D(Names names, ILogger<D> logger) : Writing(names.OfD + (logger is null ? "!" : ""));
        public sealed class Names { public string OfB => "b"; public string OfD => "d"; }
        public sealed class Explicit : IRouteFilter, IDisposable
        {
            ValueTask IRouteFilter.InvokeAsync(EventContext context, RouteHandler next) { Journal.Add(context.RouteKey); return next(); }
            void IDisposable.Dispose() => Journal.Add("disposed");
        }
        public sealed class Stop : IRouteFilter { public ValueTask InvokeAsync(EventContext context, RouteHandler next) => default; }
        public sealed class Reject : IRouteFilter
        {
            public ValueTask InvokeAsync(EventContext context, RouteHandler next) => throw new RouteException(401, "Who are you?");
        }
        public sealed class Fail : IRouteFilter
        {
            public ValueTask InvokeAsync(EventContext context, RouteHandler next) => throw new InvalidOperationException("broken");
        }
        public sealed class Twice : IRouteFilter
        {
            public async ValueTask InvokeAsync(EventContext context, RouteHandler next) { await next(); await next(); }
        }
        public sealed class GiveUp : IRouteFilter
        {
            public async ValueTask InvokeAsync(EventContext context, RouteHandler next) =>
                await Task.WhenAny(next().AsTask(), Signals.GaveUp.Task);
        }
        public sealed class Late : IRouteFilter
        {
            public static RouteHandler? Kept;
            public ValueTask InvokeAsync(EventContext context, RouteHandler next) { Kept = next; return default; }
        }
        public static class Signals
        {
            public static readonly TaskCompletionSource GaveUp = new();
            public static readonly TaskCompletionSource Continue = new();
        }
        public sealed class Catch : IRouteFilter
        {
            public async ValueTask InvokeAsync(EventContext context, RouteHandler next)
            {
                try { await next(); } catch (RouteException e) { throw new RouteException(e.StatusCode, e.Message + " (caught)"); }
            }
        }
        """;

    [Fact]
    public async Task Filters_of_the_API_wrap_those_of_the_class_and_those_wrap_the_ones_of_the_method()
    {
        await using var app = GeneratedApp.From(Filters, """
            [WebSocketApi, RouteFilter<A>, RouteFilter<B>]
            public sealed partial class Api
            {
                static void Configure(WebSocketAppBuilder builder) => builder.Services.AddSingleton<Names>();
                [WebSocketRoute("api"), RouteFilter<C>] public static string Handle(string body) { Journal.Add("handler"); return body; }
            }
            """, """
            [RouteFilter<C>, RouteFilter<A>]
            public sealed class Others
            {
                [WebSocketRoute("other")]
                [RouteFilter<D>] public async Task<string> Handle(string body) { await Task.Yield(); Journal.Add("handler"); return body; }
                [ConnectRoute] public static void Connect() => Journal.Add("connected");
            }
            """);

        Assert.Equal("""{"statusCode":200,"body":"x"}""", await app.SendAsync("api", "x"));
        Assert.Equal("a( b( c( handler )c )b )a", app.Journaled());
        Assert.Equal("""{"statusCode":200,"body":"y"}""", await app.SendAsync("other", "y"));
        Assert.Equal("a( b( c( a( d( handler )d )a )c )b )a", app.Journaled());
        Assert.Equal("""{"statusCode":200}""", await app.ConnectAsync());
        Assert.Equal("a( b( c( a( connected )a )c )b )a", app.Journaled());
    }

    [Theory]
    [InlineData("Explicit", """{"statusCode":200,"body":"x"}""", "a handler disposed")]
    [InlineData("Stop", """{"statusCode":200}""", "")]
    [InlineData(
        "Reject",
        """{"statusCode":200,"body":"{\"message\":\"Who are you?\",\"connectionId\":\"PJqB0fHsqRcCHlw=\",""" +
        """\"requestId\":\"PJqCFEqHqRcFd0w=\",\"status\":401}"}""",
        "")]
    [InlineData("Catch", """{"statusCode":200,"body":"x"}""", "handler")]
    public async Task A_filter_decides_whether_the_handler_runs(string filter, string response, string journal)
    {
        await using var app = With(filter);

        Assert.Equal(response, await app.SendAsync("a", "x"));
        Assert.Equal(journal, app.Journaled());
    }

    [Fact]
    public async Task Calling_next_twice_runs_the_handler_twice_and_sends_the_last_response()
    {
        await using var app = With("Twice");

        Assert.Equal("x", await app.AskAsync("a", "x"));
        Assert.Equal("handler handler", app.Journaled());
    }

    [Theory]
    [InlineData("Stop", """{"statusCode":403}""", "")]
    [InlineData("Explicit", """{"statusCode":200}""", "$connect connected disposed")]
    public async Task A_handshake_is_rejected_if_a_filter_does_not_call_next(string filter, string response, string journal)
    {
        await using var app = GeneratedApp.From(Filters, $$"""
            [WebSocketApi, RouteFilter<{{filter}}>]
            public partial class Api { [ConnectRoute] public static void Connect() => Journal.Add("connected"); }
            """);

        Assert.Equal((response, journal), (await app.ConnectAsync(), app.Journaled()));
    }

    [Fact]
    public async Task An_abandoned_handler_affects_neither_the_body_nor_the_response_of_the_next_event()
    {
        await using var app = GeneratedApp.From(Filters, """
            [WebSocketApi]
            public partial class Api
            {
                [WebSocketRoute("slow"), RouteFilter<GiveUp>]
                public static async Task<string> Slow(ReadOnlyMemory<byte> body)
                {
                    Signals.GaveUp.SetResult();
                    await Signals.Continue.Task;
                    Journal.Add(System.Text.Encoding.UTF8.GetString(body.Span));
                    return "for the first";
                }
                [WebSocketRoute("fast"), RouteFilter<A>] public static async Task<string> Fast(string body)
                {
                    Signals.Continue.SetResult();
                    while (Journal.Lines.Count < 2) { await Task.Delay(1); }
                    return body;
                }
            }
            """);

        Assert.Equal("""{"statusCode":200}""", await app.SendAsync("slow", "the first's own \"words\""));
        Assert.Equal("for the second", await app.AskAsync("fast", "for the second"));
        Assert.Contains("the first's own \"words\"", app.Journaled(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calling_next_after_the_end_of_the_event_throws()
    {
        await using var app = GeneratedApp.From(Filters, """
            [WebSocketApi]
            public partial class Api
            {
                [WebSocketRoute("a"), RouteFilter<Late>] public static string Handle(string body) { Journal.Add("handler"); return body; }
                [WebSocketRoute("late")]
                public static async Task<string> Call()
                {
                    try { await Late.Kept!(); return "ran"; }
                    catch (ObjectDisposedException) { return "too late"; }
                }
            }
            """);
        await app.SendAsync("a", "x");

        Assert.Equal("too late", await app.AskAsync("late", ""));
        Assert.Equal("", app.Journaled());
    }

    [Fact]
    public async Task A_filter_can_catch_exceptions_of_the_handler()
    {
        await using var app = With("Catch");

        Assert.Equal(
            """{"message":"no (caught)","connectionId":"PJqB0fHsqRcCHlw=","requestId":"PJqCFEqHqRcFd0w=","status":409}""",
            await app.AskAsync("throw", "no"));
    }

    [Fact]
    public async Task An_exception_of_a_filter_is_a_function_error()
    {
        await using var app = With("Fail");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => app.SendAsync("a"));
        Assert.Equal(("broken", ""), (failure.Message, app.Journaled()));
    }

    [Fact]
    public async Task A_filter_can_reject_a_handshake_with_a_status()
    {
        await using var app = GeneratedApp.From(Filters, """
            [WebSocketApi, RouteFilter<Reject>] public partial class Api;
            public static class Handlers
            {
                [ConnectRoute] public static ConnectResult Connect() { Journal.Add("connected"); return default; }
            }
            """);

        Assert.Equal("""{"statusCode":401}""", await app.ConnectAsync());
        Assert.Equal("", app.Journaled());
    }

    [Fact]
    public async Task Filters_do_not_run_if_the_body_does_not_bind()
    {
        await using var app = GeneratedApp.From(Filters, """
            [WebSocketApi, RouteFilter<A>] public partial class Api { [WebSocketRoute("a")] public static string Handle(int body) => ""; }
            """);

        Assert.StartsWith("""{"message":"Bad request body",""", await app.AskAsync("a", "x"), StringComparison.Ordinal);
        Assert.Equal("", app.Journaled());
    }

    [Fact]
    public async Task The_same_filter_may_be_used_twice()
    {
        await using var app = GeneratedApp.From(Filters, """
            [WebSocketApi, RouteFilter<A>]
            public partial class Api
            {
                [WebSocketRoute("a"), RouteFilter<A>, RouteFilter<A>] public static string Handle(string body) => body;
            }
            """);

        Assert.Equal("x", await app.AskAsync("a", "x"));
        Assert.Equal("a( a( a( )a )a )a", app.Journaled());
    }

    private static GeneratedApp With(string filter) => GeneratedApp.From(Filters, $$"""
        [WebSocketApi]
        [RouteFilter<{{filter}}>]
        public partial class Api
        {
            [WebSocketRoute("a")] public static string Handle(string body) { Journal.Add("handler"); return body; }
            [WebSocketRoute("throw")] public static string Throw(string body) => throw new RouteException(409, body);
        }
        """);
}
