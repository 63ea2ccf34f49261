namespace Editing;

/// <summary>Two projects of the same size: 300 handlers, each with its own message and response, ten handlers per file.</summary>
internal static class Sources
{
    private const int Handlers = 300;
    private const int PerFile = 10;

    public static IEnumerable<string> WsScaffold => Files(n => $$"""
            [WsScaffold.WebSocketRoute("route{{n}}")]
            public static Response{{n}} Handle{{n}}(Message{{n}} message, WsScaffold.MessageContext context) =>
                new(message.Id, context.ConnectionId);
        """, "public static class Handlers{0}\n{{\n{1}}}\n").Append("""
        namespace Shop;

        [WsScaffold.WebSocketApi]
        public sealed partial class Api
        {
            [WsScaffold.DefaultRoute] public static string Unknown(string body) => body;
        }
        """);

    public static IEnumerable<string> Mediator => Files(n => $$"""
        public sealed class Handler{{n}} : Mediator.IRequestHandler<Message{{n}}, Response{{n}}>
        {
            public ValueTask<Response{{n}}> Handle(Message{{n}} message, CancellationToken cancellationToken) =>
                new(new Response{{n}}(message.Id, message.Text));
        }
        """, "{1}", n => $" : Mediator.IRequest<Response{n}>");

    private static IEnumerable<string> Files(Func<int, string> handler, string around, Func<int, string>? implements = null)
    {
        for (var first = 0; first < Handlers; first += PerFile)
        {
            var numbers = Enumerable.Range(first, PerFile).ToArray();
            yield return "namespace Shop;\n" + string.Format(null, around, first, string.Concat(numbers.Select(n => handler(n) + "\n")));
            yield return "namespace Shop;\n" + string.Concat(numbers.Select(n => $$"""
                public sealed record Message{{n}}(int Id, string Text, List<int>? Numbers = null){{implements?.Invoke(n)}};
                public sealed record Response{{n}}(int Id, string Text);

                """));
        }
    }
}
