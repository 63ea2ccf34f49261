using Microsoft.Extensions.DependencyInjection;
using WsScaffold.Generator.Tests.Routes;

namespace WsScaffold.Generator.Tests.Clients;

/// <summary>The interfaces for pushes, which generated code implements.</summary>
public sealed class ClientTests
{
    [Theory]
    [InlineData("ValueTask Moved(Move move)", "await client.Moved(new(1, null))", """{"type":"moved","data":{"x":1,"note":null}}""")]
    [InlineData(
        "ValueTask Moved(Move move, CancellationToken ct)",
        """await client.Moved(new(1, "n"), default)""",
        """{"type":"moved","data":{"x":1,"note":"n"}}""")]
    [InlineData(
        "ValueTask Moved(CancellationToken ct, Move move)",
        "await client.Moved(default, new(1, null))",
        """{"type":"moved","data":{"x":1,"note":null}}""")]
    [InlineData(
        "ValueTask<SendSummary> Moved(Move move)",
        "Journal.Add((await client.Moved(new(1, null))).Delivered.ToString())",
        """{"type":"moved","data":{"x":1,"note":null}}""",
        "1")]
    [InlineData(
        "ValueTask<SendSummary> Moved(Move move, CancellationToken ct = default)",
        "Journal.Add((await client.Moved(new(1, null))).Delivered.ToString())",
        """{"type":"moved","data":{"x":1,"note":null}}""",
        "1")]
    [InlineData("ValueTask Said(string text)", "await client.Said(\"as \\\"it\\\" is\")", "as \"it\" is")]
    [InlineData(
        "ValueTask<SendSummary> Said(string text, CancellationToken ct)",
        """Journal.Add((await client.Said("x", default)).Failed.ToString())""",
        "x",
        "0")]
    [InlineData("ValueTask Sent(ReadOnlyMemory<byte> utf8)", "await client.Sent(new byte[] { 0x7b, 0x7d })", "{}")]
    [InlineData(
        "ValueTask<SendSummary> Sent(ReadOnlyMemory<byte> utf8, CancellationToken ct)",
        "Journal.Add((await client.Sent(new byte[] { 0x31 }, default)).Gone.ToString())",
        "1",
        "0")]
    [InlineData("ValueTask Moved(Move? move)", "await client.Moved(null)", """{"type":"moved","data":null}""")]
    [InlineData("ValueTask Listed(List<string?> list)", "await client.Listed([null])", """{"type":"listed","data":[null]}""")]
    [InlineData(
        "ValueTask Listed(Dictionary<string, Move?[]>? list)",
        """await client.Listed(new() { ["a"] = [null] })""",
        """{"type":"listed","data":{"a":[null]}}""")]
    [InlineData("ValueTask Counted(int? count)", "await client.Counted(3)", """{"type":"counted","data":3}""")]
    [InlineData("ValueTask Paired((int X, string? Y) pair)", "await client.Paired((1, null))", """{"type":"paired","data":{}}""")]
    [InlineData(
        "ValueTask Element(JsonElement element)",
        "await client.Element(default(JsonElement) is var e ? JsonSerializer.SerializeToElement(new[] { 1 }) : e)",
        """{"type":"element","data":[1]}""")]
    [InlineData("ValueTask Moved(Move recipients)", "await client.Moved(new(1, null))", """{"type":"moved","data":{"x":1,"note":null}}""")]
    [InlineData(
        "ValueTask @event(Move @class, CancellationToken @default)",
        "await client.@event(new(1, null), default)",
        """{"type":"event","data":{"x":1,"note":null}}""")]
    [InlineData("ValueTask IO(Move move)", "await client.IO(new(1, null))", """{"type":"iO","data":{"x":1,"note":null}}""")]
    [InlineData(
        "ValueTask Moved(params Move[] moves)",
        "await client.Moved(new Move(1, null), new Move(2, null))",
        """{"type":"moved","data":[{"x":1,"note":null},{"x":2,"note":null}]}""")]
    public async Task A_method_pushes_its_message(string method, string call, string message, string journal = "")
    {
        var posts = new FakeConnections();
        await using var app = Pushing(posts, $"public interface IClient {{ {method}; }}", call);

        Assert.Equal("""{"statusCode":200,"body":""}""", await app.SendAsync("push"));
        Assert.Equal([$"c1: {message}"], posts.Take());
        Assert.Equal(journal, app.Journaled());
        Assert.True(app.App.Descriptor.Pushes);
    }

    [Fact]
    public async Task Inherited_methods_are_implemented_and_default_implementations_are_kept()
    {
        var posts = new FakeConnections();
        await using var app = Pushing(
            posts,
            """
            namespace Parts
            {
                public interface IBase<T> { ValueTask Base(T value); ValueTask Same(string text); }
                internal interface ISide { internal ValueTask Side(Move move); }
            }
            internal interface IClient : Parts.IBase<Move>, Parts.IBase<int>, Parts.ISide
            {
                ValueTask Same(Move move);
                async ValueTask Both(Move first, Move second) { await Base(first); await Base(second); }
                static string Version => "1";
                const int Limit = 1;
                enum Kind { One }
            }
            """,
            """
            await client.Both(new(1, null), new(2, null));
            await client.Base(7);
            await client.Side(new(3, null));
            await client.Same(new Move(4, null));
            await ((Parts.IBase<int>)client).Same("text");
            """);

        await app.SendAsync("push");

        Assert.Equal(
            [
                """c1: {"type":"base","data":{"x":1,"note":null}}""",
                """c1: {"type":"base","data":{"x":2,"note":null}}""",
                """c1: {"type":"base","data":7}""",
                """c1: {"type":"side","data":{"x":3,"note":null}}""",
                """c1: {"type":"same","data":{"x":4,"note":null}}""",
                "c1: text",
            ],
            posts.Take());
    }

    [Fact]
    public async Task Without_an_envelope_the_message_is_the_data()
    {
        var posts = new FakeConnections();
        await using var app = GeneratedApp.From(
            builder => builder.Services.AddSingleton<IConnections>(posts),
            """
            [WebSocketApi(Envelope = Envelope.None)]
            public partial class Api
            {
                [WebSocketRoute("push", OneWay = true)]
                public static ValueTask Push(IClients<IClient> clients) => clients.Connection("c1").Moved([1, 2]);
            }
            public interface IClient { ValueTask Moved(int[] moves); }
            """);

        await app.SendAsync("push");

        Assert.Equal(["c1: [1,2]"], posts.Take());
    }

    [Fact]
    public async Task Clients_are_passed_to_constructors_filters_and_handlers_and_are_distinct_by_namespace()
    {
        var posts = new FakeConnections();
        await using var app = GeneratedApp.From(
            builder => builder.Services.AddSingleton<IConnections>(posts),
            """
            namespace A { public interface IClient { ValueTask Said(string text); } }
            namespace B { public interface IClient { ValueTask Said(Message text); } public sealed record Message(int N); }
            namespace C { public interface IClient { ValueTask Said(Message text); } public sealed record Message(bool Yes); }

            [WebSocketApi, RouteFilter<Filter>]
            public sealed partial class Api(IClients<A.IClient> a)
            {
                [WebSocketRoute("push", OneWay = true)]
                public async Task Push(IClients<B.IClient> b, IClients<A.IClient>? optional, IConnections connections)
                {
                    await a.Connection("a").Said("text");
                    await b.Connections(["b1"]).Said(new(1));
                    await connections.PostAsync("raw", new byte[] { 0x31 });
                    Journal.Add(ReferenceEquals(a, optional) ? "same" : "other");
                }
            }

            public sealed class Filter(IClients<C.IClient> c) : IRouteFilter
            {
                public async ValueTask InvokeAsync(EventContext context, RouteHandler next)
                {
                    await c.Connection("c").Said(new(true));
                    await next();
                }
            }
            """);

        await app.SendAsync("push");

        Assert.Equal(
            ["""c: {"type":"said","data":{"yes":true}}""", "a: text", """b1: {"type":"said","data":{"n":1}}""", "raw: 1"],
            posts.Take());
        Assert.Equal("same", app.Journaled());
    }

    private static GeneratedApp Pushing(FakeConnections posts, string client, string call) => GeneratedApp.From(
        builder => builder.Services.AddSingleton<IConnections>(posts),
        $$"""
        [WebSocketApi]
        public partial class Api
        {
            [WebSocketRoute("push")]
            internal static async Task<string> Push(string body, IClients<IClient> clients)
            {
                var client = clients.Connection("c1");
                {{call}};
                return body;
            }
        }
        public sealed record Move(int X, string? Note);
        """,
        client);
}
