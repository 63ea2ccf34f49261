namespace WsScaffold.Generator.Tests.Routes;

/// <summary>The generated code as a user sees it in the debugger. After a change, review it and copy it to the golden files.</summary>
public sealed class GoldenTests
{
    private const string Source = """
        namespace Shop;

        [WebSocketApi(AllowedOrigins = ["https://shop.example"])]
        public sealed partial class ShopApi(IClients<IShopClient> clients)
        {
            public static void Configure(WebSocketAppBuilder builder) => builder.Services.AddSingleton<Stock>();

            [ConnectRoute]
            public static ConnectResult Connect([FromQuery] string customer, [FromQuery] int page = 1) => ConnectResult.Accept();

            [WebSocketRoute("order")]
            [RouteFilter<Audit>]
            public async Task<Receipt> Order(Order order, CancellationToken cancellationToken)
            {
                await clients.Connection("warehouse").Ordered(order, cancellationToken);
                return new(order.Item, 1);
            }

            [DefaultRoute]
            public static string Echo(string text) => text;
        }

        public sealed record Order(string Item, int Count);
        public sealed record Receipt(string Item, int Number);
        public sealed class Stock;

        public interface IShopClient
        {
            ValueTask<SendSummary> Ordered(Order order, CancellationToken cancellationToken);
            ValueTask Said(string text);
        }

        public sealed class Audit(Stock stock, ILogger<Audit> logger) : IRouteFilter
        {
            public ValueTask InvokeAsync(EventContext context, RouteHandler next)
            {
                logger.LogInformation("{Stock}", stock);
                return next();
            }
        }
        """;

    [Theory]
    [InlineData("Dispatch")]
    [InlineData("Descriptor")]
    [InlineData("Clients")]
    [InlineData("Messages")]
    public void The_generated_code_matches_the_golden_file(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Routes", "Golden", $"{file}.golden.txt");
        var golden = File.ReadAllText(path).ReplaceLineEndings("\n");
        var generated = Generation.Sources(Generation.Compile(Source))[$"ShopApi.{file}.g.cs"];

        // On failure, the message is the whole text, to be copied to the golden file.
        Assert.True(golden == generated, generated);
    }

    [Fact]
    public async Task The_golden_source_runs()
    {
        await using var app = GeneratedApp.From(Source);

        Assert.Equal("""{"statusCode":200}""", await app.ConnectWithQueryAsync("customer=ann"));
        Assert.Equal("""{"statusCode":400}""", await app.ConnectWithQueryAsync("page=2"));
        Assert.Equal("""{"statusCode":200,"body":"hi"}""", await app.SendAsync("$default", "hi"));
    }
}
